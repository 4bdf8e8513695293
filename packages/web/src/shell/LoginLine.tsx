import type { LoginEvent } from '@sparekey/protocol/account'
import { isKey, type Key, t } from '../messages/messages.ts'
import { Tag } from '../ui/Tag.tsx'
import { Time } from '../ui/Time.tsx'
import { placeName } from './place.ts'

/** What the history tells of one login or attempt; the console knows less of it than its owner. */
type Told = Pick<LoginEvent, 'at' | 'result' | 'agent' | 'ip'> & Partial<Pick<LoginEvent, 'method' | 'device' | 'place' | 'knownBrowser'>>

/** A word for a code of the service; the code itself where there is no word yet, so that nothing is hidden. */
export function wordFor(group: 'result' | 'method', code: string): string {
  const key = `${group}.${code}`
  return isKey(key) ? t(key as Key & 'method.phone') : code
}

/** What somebody else may have done. */
const alarming = new Set(['not-confirmed', 'not-me'])

/** One line of the login history. */
export function LoginLine({ event }: { event: Told }) {
  const how = event.method && `${wordFor('method', event.method)}${event.device ? ` (${event.device})` : ''}`
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p class="row">
          <b class={alarming.has(event.result) ? 'alarming' : undefined}>{wordFor('result', event.result)}</b>
          {event.knownBrowser === false && <Tag>{t('history.new-browser')}</Tag>}
        </p>
        <p class="quiet small">{[how, event.agent, event.ip, placeName(event.place)].filter(Boolean).join(' · ')}</p>
      </div>
      <p class="quiet small line-end">
        <Time at={event.at} />
      </p>
    </li>
  )
}
