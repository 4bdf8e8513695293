import type { Flag } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { isKey, type Key, rich, t } from '../../messages/messages.ts'
import { Note } from '../../ui/Note.tsx'
import { placed } from './EvidenceList.tsx'

/** `rich`, for a key that only the running page knows. */
const richOf = rich as unknown as (key: string, places: Record<string, ComponentChildren>) => ComponentChildren[]

/** A red flag as a sentence. One that this page does not know is still said. `past`: of a decision that was made. */
export function flagText({ key, params }: Flag, past: boolean): ComponentChildren {
  const text = params.country === undefined ? `flag.${key}` : `flag.${key}-country`
  if (!isKey(text)) return t('flag.other', { key })
  const places = Object.entries(params).map(([name, value]) => [name, name === 'count' ? value : placed(name, value, past)])
  return richOf(text, Object.fromEntries(places))
}

const whatToDo = ({ key }: Flag): string => t((isKey(`flag-do.${key}`) ? `flag-do.${key}` : 'flag-do.other') as Key & 'flag-do.other')

/** The red flags first, each with what to do about it: they decide more than all that fits (RR-4). Where one
 * approval waits, a note of its own says so. */
export function Flags({ flags, waits, unusual }: { flags: Flag[]; waits: boolean; unusual: boolean }) {
  if (flags.length === 0) {
    return (
      <Note kind="good">
        <p>
          <b>{t('case.flags-none')}</b> {t(unusual ? 'case.flags-none-unusual' : 'case.flags-none-text')}
        </p>
      </Note>
    )
  }
  return (
    <Note kind="bad">
      <p>
        <b>{t('case.flags', { count: flags.length })}</b>
      </p>
      <ul class="flags">
        {flags.map((one) => (
          <li key={JSON.stringify(one)}>
            <span class="flag-name">{flagText(one, false)}</span>
            <span class="hint">{whatToDo(one)}</span>
          </li>
        ))}
      </ul>
      {!waits && <p>{t('case.flags-text')}</p>}
    </Note>
  )
}

/** Of a case that is over: what stood when it was decided. */
export function FlagsThen({ flags }: { flags: Flag[] | undefined }) {
  if (!flags) return null
  if (flags.length === 0) return <p class="quiet">{t('case.clean-at-decision')}</p>
  return (
    <Note kind="warn">
      <p>
        <b>{t('case.flags-at-decision', { count: flags.length })}</b>
      </p>
      <FlagLines flags={flags} />
    </Note>
  )
}

/** The flags that stood at a decision, with their exact times. */
export const FlagLines = ({ flags }: { flags: Flag[] }) => (
  <ul class="plain-list">
    {flags.map((one) => (
      <li key={JSON.stringify(one)}>{flagText(one, true)}</li>
    ))}
  </ul>
)
