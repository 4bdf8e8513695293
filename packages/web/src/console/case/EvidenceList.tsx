import { countryName } from '@sparekey/protocol/place'
import type { ComponentChildren } from 'preact'
import { isKey, type Key, language, rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import type { Evidence, Topic } from './evidence-topics.ts'

/** Sentences of one topic, each with whether it is usual. `past`: as it was when it was decided, with the exact times. */
export function EvidenceList({ sentences, past }: { sentences: Evidence[]; past: boolean }) {
  return (
    <ul class="plain-lines">
      {sentences.map((one) => (
        <li key={`${one.key} ${JSON.stringify(one.params)}`}>
          {sentenceOf(one, past)} {one.tone !== 'plain' && <Tag kind={one.tone === 'usual' ? 'good' : 'bad'}>{t(`tone.${one.tone}`)}</Tag>}
        </li>
      ))}
    </ul>
  )
}

/** Rows for `Facts`. */
export const topicFacts = (told: [Topic, Evidence[]][], past: boolean): [string, ComponentChildren][] =>
  told.map(([topic, sentences]) => [t(`evidence-topic.${topic}`), <EvidenceList key={topic} sentences={sentences} past={past} />])

/** `rich`, for a key that only the running page knows. */
const richOf = rich as unknown as (key: string, places: Record<string, ComponentChildren>) => ComponentChildren[]

export function sentenceOf({ key, params }: Pick<Evidence, 'key' | 'params'>, past: boolean): ComponentChildren {
  const text = `evidence.${key}`
  const values = Object.entries(params)
  // A sentence without its text still tells what it is about.
  if (!isKey(text)) return [key, ...values.map(([name, value]) => `${name} ${value}`)].join(', ')
  return richOf(text, Object.fromEntries(values.map(([name, value]) => [name, placed(name, value, past)])))
}

/** @param codes by their two letters, with spaces between */
const countriesText = (codes: string): string =>
  new Intl.ListFormat(language(), { type: 'conjunction' }).format(codes.split(' ').map((code) => countryName(code, language())))

/** Times as people say them (exact ones where it is past), counts with their noun, channels by name. */
export function placed(name: string, value: string | number, past: boolean): ComponentChildren {
  if (name === 'since' && typeof value === 'number') return <Day at={value} />
  if (name === 'at' && typeof value === 'number') return past ? rich('case.at', { when: <Time exact at={value} /> }) : <Time at={value} />
  if ((name === 'prompts' || name === 'codes') && typeof value === 'number')
    return value === 0 ? t(`evidence-count.no-${name}`) : t(`evidence-count.${name}`, { count: value })
  if (name === 'country') return countryName(String(value), language())
  if (name === 'usual') return countriesText(String(value))
  if (name === 'channel' && isKey(`channel.${value}`)) return t(`channel.${value}` as Key & 'channel.email')
  return value
}
