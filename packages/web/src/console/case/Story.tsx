import type { CaseEvent, CaseView } from '@sparekey/protocol/cases'
import type { ComponentChildren } from 'preact'
import { isKey, type Key, rich, t } from '../../messages/messages.ts'
import { placeName } from '../../shell/place.ts'
import { Section } from '../../shell/Section.tsx'
import { Time } from '../../ui/Time.tsx'
import { wordsFor } from '../requests/case-words.ts'
import { FlagLines } from './Flags.tsx'

const richOf = rich as unknown as (key: string, places: Record<string, ComponentChildren>) => ComponentChildren[]

/** Everything that happened in the case, in its order: who, when, what they noted, and which red flags stood (RR-4). */
export function Story({ view }: { view: CaseView }) {
  return (
    <Section title={t('case.story')}>
      {view.history.length === 0 ? (
        <p class="quiet">{t('case.story-none')}</p>
      ) : (
        <ol class="story">
          {view.history.map((one, place) => (
            // A story only grows at its end: the place of a line is its own.
            <li key={`${one.at} ${one.kind} ${place}`} class={weight(one)}>
              <p class="quiet small when">
                <Time at={one.at} exact />
              </p>
              <div class="stack tight">
                <p>{sentence(one)}</p>
                <Said event={one} />
                {one.kind === 'approved' && <Given event={one} />}
              </div>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

/** What counts stands out from the steps towards it. */
function weight({ kind }: CaseEvent): string | undefined {
  if (kind === 'approved' || kind === 'granted') return 'good'
  if (kind === 'declined' || kind === 'stopped' || kind === 'account-differs' || kind === 'manager-disagreed') return 'bad'
  return undefined
}

function sentence(event: CaseEvent): ComponentChildren {
  const { kind, params } = event
  const later = kind === 'granted' && Number(params.startsAt ?? 0) > event.at
  const known = (kind === 'asked' || kind === 'claimed') && params.place !== undefined
  const key = `event.${later ? 'granted-later' : known ? `${kind}-place` : kind}`
  if (!isKey(key)) return t('event.other', { kind })
  const places: Record<string, ComponentChildren> = {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, placeOf(name, value)])),
    by: <b>{event.by || t('event.nobody')}</b>,
    what: whatWasApproved(params),
  }
  return richOf(key, places)
}

function placeOf(name: string, value: string | number): ComponentChildren {
  if ((name === 'startsAt' || name === 'endsAt') && typeof value === 'number') return <Time at={value} exact />
  if (name === 'kind' && isKey(`contact.${value}`)) return t(`contact.${value}` as Key & 'contact.manager')
  if (name === 'channel' && isKey(`channel.${value}`)) return t(`channel.${value}` as Key & 'channel.email')
  if (name === 'place') return placeName(String(value))
  if (name === 'reason') return wordsFor('closed', String(value))
  return value
}

function whatWasApproved(params: CaseEvent['params']): string {
  if (params.gives === 'password') return t('what.password')
  const fate = params.fate === 'left' ? 'left' : params.numberInIt === 'no' ? 'lost-without' : 'lost'
  return [t(params.hours === 48 ? 'what.suspension-48' : 'what.suspension-24'), t(`what-fate.${fate}`)].join(', ')
}

/** What they wrote or were told, in their own words. */
function Said({ event: { params, kind } }: { event: CaseEvent }) {
  const text = params.note ?? params.said ?? params.words ?? params.message ?? (kind === 'declined' ? params.reason : undefined)
  return text ? <p class="message">{t('case.message-quoted', { message: text })}</p> : null
}

/** What an approval came to, and which red flags stood with it. */
function Given({ event: { params, flags } }: { event: CaseEvent }) {
  const cameTo = `came-to.${params.state}`
  return (
    <>
      {isKey(cameTo) && <p class="quiet small">{t(cameTo as Key & 'came-to.waits')}</p>}
      {flags && flags.length === 0 && <p class="quiet small">{t('event.without-flags')}</p>}
      {flags && flags.length > 0 && (
        <div class="small">
          <p>{t('event.with-flags', { count: flags.length })}</p>
          <FlagLines flags={flags} />
        </div>
      )}
    </>
  )
}
