import { t } from '../messages/messages.ts'
import { LogInConfirmed } from '../shell/LogInConfirmed.tsx'
import { Page } from '../shell/Page.tsx'
import { useSession } from '../shell/session.ts'

/** Why the console is not open to this session, and what to do. */
export function Denied() {
  const { session } = useSession()
  if (session.account.role === 'member') {
    return (
      <Page title={t('denied.role-title')} lead={t('denied.role-text', { name: session.account.name })}>
        <p>
          <a class="button" href="/account">
            {t('denied.back')}
          </a>
        </p>
      </Page>
    )
  }
  return (
    <Page title={t('denied.access-title')} lead={t('denied.access-text')}>
      {session.remembered && <LogInConfirmed />}
      <p class="row">
        {!session.twoFactor && (
          <a class="button" href="/account/set-up">
            {t('denied.set-up')}
          </a>
        )}
        <a class={session.twoFactor ? 'button' : 'button plain'} href="/account">
          {t('denied.back')}
        </a>
      </p>
    </Page>
  )
}
