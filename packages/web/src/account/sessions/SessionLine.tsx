import type { SessionsView } from '@sparekey/protocol/account'
import { useId } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { wordFor } from '../../shell/LoginLine.tsx'
import { placeName } from '../../shell/place.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'

interface SessionLineProps {
  session: SessionsView['sessions'][number]
  reload: () => Promise<void>
}

/** One session. "Log out" on the one that this page is in leaves the page. */
export function SessionLine({ session, reload }: SessionLineProps) {
  const id = useId()
  const ending = useAct()
  const end = async () => {
    if (session.current) {
      if (await ending.run(account.logOut)) location.assign('/login')
    } else {
      await ending.run(() => account.endSession(session.id))
      await reload()
    }
  }
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p class="row">
          <b id={id}>{session.agent}</b>
          {session.current && <Tag kind="good">{t('sessions.this')}</Tag>}
          {session.access !== 'full' && <Tag kind="warn">{t(`sessions.access-${session.access}`)}</Tag>}
        </p>
        <p class="quiet small">
          {rich('sessions.since', { when: <Time at={session.createdAt} />, how: wordFor('method', session.method ?? 'password') })} ·{' '}
          {session.current ? '' : <>{rich('sessions.seen', { when: <Time at={session.lastSeenAt} /> })} · </>}
          {[session.ip, placeName(session.place)].filter(Boolean).join(' · ')}
        </p>
        <ErrorNote error={ending.error} />
      </div>
      <div class="line-acts">
        <Button kind="link" aria-describedby={id} busy={ending.busy} onClick={() => void end()}>
          {t('shell.log-out')}
        </Button>
      </div>
    </li>
  )
}
