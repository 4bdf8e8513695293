import type { SessionsView } from '@sparekey/protocol/account'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { wordFor } from '../../shell/LoginLine.tsx'
import { placeName } from '../../shell/place.ts'
import { useAct } from '../../shell/use-act.ts'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'
import { LogOutLine } from './LogOutLine.tsx'

interface SessionLineProps {
  session: SessionsView['sessions'][number]
  reload: () => Promise<void>
}

/** One session. "Log out" on the one that this page is in leaves the page. */
export function SessionLine({ session, reload }: SessionLineProps) {
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
    <LogOutLine
      name={session.agent}
      current={session.current}
      tags={session.access !== 'full' && <Tag kind="warn">{t(`sessions.access-${session.access}`)}</Tag>}
      act={ending}
      onLogOut={() => void end()}
    >
      {rich('sessions.since', { when: <Time at={session.createdAt} />, how: wordFor('method', session.method ?? 'password') })} ·{' '}
      {session.current ? '' : <>{rich('sessions.seen', { when: <Time at={session.lastSeenAt} /> })} · </>}
      {[session.ip, placeName(session.place)].filter(Boolean).join(' · ')}
    </LogOutLine>
  )
}
