import type { SessionsView } from '@sparekey/protocol/account'
import { account } from '../../api/account.ts'
import { rich } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Time } from '../../ui/Time.tsx'
import { LogOutLine } from './LogOutLine.tsx'

interface BrowserLineProps {
  browser: SessionsView['browsers'][number]
  reload: () => Promise<void>
}

/** One known browser. "Log out" makes it unknown: the next login there is told to the owner again. */
export function BrowserLine({ browser, reload }: BrowserLineProps) {
  const forgetting = useAct()
  const forget = async () => {
    await forgetting.run(() => account.forgetBrowser(browser.id))
    await reload()
  }
  return (
    <LogOutLine name={browser.agent} current={browser.current} act={forgetting} onLogOut={() => void forget()}>
      {rich('sessions.known', { since: <Day at={browser.knownSince} />, until: <Day at={browser.knownUntil} /> })} ·{' '}
      {rich('sessions.seen', { when: <Time at={browser.lastSeenAt} /> })}
    </LogOutLine>
  )
}
