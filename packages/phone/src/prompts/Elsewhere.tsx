import type { PhonePrompt } from '@sparekey/protocol/phone'
import { countryOf } from '@sparekey/protocol/place'
import { t } from '../messages/messages.ts'
import { Note } from '../ui/Note.tsx'
import { countryText } from '../ui/place.ts'

/** the login page and this phone are in different countries, by their addresses. A warning and no refusal: people travel. */
export function Elsewhere({ prompt }: { prompt: Pick<PhonePrompt, 'place' | 'phoneCountry'> }) {
  const there = countryOf(prompt.place)
  if (there === undefined || prompt.phoneCountry === undefined) return null
  return (
    <Note kind="warn" title={t('prompt.elsewhere', { there: countryText(there), here: countryText(prompt.phoneCountry) })}>
      <p>{t('prompt.elsewhere-how')}</p>
    </Note>
  )
}
