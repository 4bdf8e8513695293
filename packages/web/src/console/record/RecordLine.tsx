import type { RecordedAct } from '@sparekey/protocol/audit'
import type { ComponentChildren } from 'preact'
import { t } from '../../messages/messages.ts'
import { placeName } from '../../shell/place.ts'
import { Facts } from '../../ui/Facts.tsx'
import { Time } from '../../ui/Time.tsx'
import { actorText, type Names, nameOf, sentence } from './record-words.ts'

interface RecordLineProps {
  act: RecordedAct
  names: Names
}

/** A person with a way to their page; to their records, where the account is deleted. */
function Person({ id, names }: { id: string; names: Names }) {
  const href = names[id]?.deleted ? `/console/record?person=${id}` : `/console/people/${id}`
  return names[id] ? <a href={href}>{nameOf(names, id)}</a> : id
}

function Actor({ act, names }: RecordLineProps) {
  const { kind, id } = act.actor
  return kind === 'account' && id ? <Person id={id} names={names} /> : actorText(act.actor, names)
}

function Subject({ act, names }: RecordLineProps) {
  if (!act.account) return t('record.nobody')
  return act.account === act.actor.id ? t('record.own') : <Person id={act.account} names={names} />
}

/** One act: a sentence, why, from where and when; the rest on demand. */
export function RecordLine({ act, names }: RecordLineProps) {
  const from = [act.ip, placeName(act.place), act.agent].filter(Boolean).join(' · ')
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p>{sentence(act, <Actor act={act} names={names} />, <Subject act={act} names={names} />)}</p>
        {act.reason && <p class="record-reason">{t('record.reason', { reason: act.reason })}</p>}
        {from && <p class="quiet small">{from}</p>}
        <details class="record-details">
          <summary>{t('record.details')}</summary>
          <Details act={act} names={names} />
        </details>
      </div>
      <p class="quiet small line-end">
        <Time exact at={act.at} />
      </p>
    </li>
  )
}

function Details({ act, names }: RecordLineProps) {
  const shown = (value: string | number | boolean): string =>
    typeof value === 'boolean' ? t(value ? 'common.yes' : 'common.no') : (nameOf(names, String(value)) ?? String(value))
  const facts: [string, ComponentChildren][] = [
    [t('record.number'), act.seq === undefined ? t('record.number-none') : act.seq],
    [t('record.time'), <Time key="time" at={act.at} exact />],
    [t('record.act'), <code key="act">{act.act}</code>],
    [t('record.by'), actorText(act.actor, names)],
    [t('record.account'), act.account && (nameOf(names, act.account) ?? act.account)],
    ...Object.entries(act.detail)
      .filter(([, value]) => value !== '')
      .map(([name, value]): [string, ComponentChildren] => [name, shown(value)]),
    [t('record.id'), <code key="id">{act.id}</code>],
  ]
  return <Facts facts={facts} />
}
