import type { SessionsView } from '@sparekey/protocol/account'
import { useId } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { Day } from '../../shell/Day.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { Time } from '../../ui/Time.tsx'

interface BrowserLineProps {
  browser: SessionsView['browsers'][number]
  reload: () => Promise<void>
}

/** One known browser. "Log out" makes it unknown: the next login there is told to the owner again. */
export function BrowserLine({ browser, reload }: BrowserLineProps) {
  const id = useId()
  const forgetting = useAct()
  const forget = async () => {
    await forgetting.run(() => account.forgetBrowser(browser.id))
    await reload()
  }
  return (
    <li class="line no-icon">
      <div class="stack tight">
        <p class="row">
          <b id={id}>{browser.agent}</b>
          {browser.current && <Tag kind="good">{t('sessions.this')}</Tag>}
        </p>
        <p class="quiet small">
          {rich('sessions.known', { since: <Day at={browser.knownSince} />, until: <Day at={browser.knownUntil} /> })} ·{' '}
          {rich('sessions.seen', { when: <Time at={browser.lastSeenAt} /> })}
        </p>
        <ErrorNote error={forgetting.error} />
      </div>
      <div class="line-acts">
        <Button kind="link" aria-describedby={id} busy={forgetting.busy} onClick={() => void forget()}>
          {t('shell.log-out')}
        </Button>
      </div>
    </li>
  )
}
