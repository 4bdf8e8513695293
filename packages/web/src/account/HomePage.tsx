import { readyApi } from '../api/readiness.ts'
import { rich, t } from '../messages/messages.ts'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.ts'
import { useLoaded } from '../shell/use-loaded.ts'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import { Time } from '../ui/Time.tsx'
import { AccessNote } from './AccessNote.tsx'
import { StillYours } from './StillYours.tsx'
import { WayTo } from './WayTo.tsx'

/** `/account`: whose account this is, and the ways on. */
export function HomePage() {
  const { session } = useSession()
  const { account, suspension, openCases = 0 } = session
  const waiting = openCases > 0 && <Tag kind="warn">{t('account.requests-waiting', { count: openCases })}</Tag>
  return (
    <Page title={account.name} lead={`${account.login} · ${t(`role.${account.role}`)}`}>
      <StillYours />
      {session.remembered && <AccessNote />}
      {session.codesLow !== undefined && (
        <Note kind="warn">
          <p>
            {t('account.codes-low', { count: session.codesLow })} <a href="/account/security#codes">{t('account.codes-low-link')}</a>
          </p>
        </Note>
      )}
      <ul class="ways">
        {account.role === 'admin' && <WayTo href="/console" name={t('shell.console')} hint={t('account.open-console')} end={waiting} />}
        {account.role === 'approver' && <WayTo href="/console" name={t('shell.console')} hint={t('account.open-requests')} end={waiting} />}
        <WayTo
          href="/account/security"
          name={t('shell.security')}
          hint={t('account.open-security')}
          end={
            session.twoFactor && !suspension ? (
              <Tag kind="good">{t('account.two-factor-on')}</Tag>
            ) : (
              <Tag kind="warn">{t('account.two-factor-off')}</Tag>
            )
          }
        />
        {session.access === 'full' && session.twoFactor && <Ready />}
        <WayTo href="/account/history" name={t('shell.history')} hint={t('account.open-history')} />
        <WayTo href="/account/sessions" name={t('shell.sessions')} hint={t('account.open-sessions')} />
      </ul>
    </Page>
  )
}

/** What would be left without the phone, and when it was practised (RR-12). */
function Ready() {
  const practice = useLoaded(readyApi.practice)
  const at = practice.value?.practisedAt
  const tag = at !== undefined && <Tag kind="good">{rich('ready.practised-tag', { when: <Time at={at} /> })}</Tag>
  return <WayTo href="/account/ready" name={t('ready.title')} hint={t('ready.open')} end={tag} />
}
