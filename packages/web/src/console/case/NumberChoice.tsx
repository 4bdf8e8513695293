import type { CaseView } from '@sparekey/protocol/cases'
import { isKey, type Key, t } from '../../messages/messages.ts'
import { Choices } from './Choices.tsx'

interface NumberChoiceProps {
  /** Those on record 7 days ago. */
  numbers: CaseView['numbers']
  chosen: string | undefined
  onChoose: (number: string) => void
  error: boolean
}

/** Which number is called. On a phone a tap calls it. */
export function NumberChoice({ numbers, chosen, onChoose, error }: NumberChoiceProps) {
  return (
    <Choices
      question={t('contact.number')}
      choices={numbers.map((one) => ({
        value: one.id,
        text: (
          <a class="digits" href={`tel:${one.number.replace(/[^+\d]/g, '')}`}>
            {one.number}
          </a>
        ),
        hint: kindText(one.kind),
      }))}
      value={chosen}
      onChoose={onChoose}
      error={error && t('contact.number-missing')}
    />
  )
}

function kindText(kind: string): string {
  const key = `contact.number-${kind}`
  return isKey(key) ? t(key as Key & 'contact.number-sms') : kind
}
