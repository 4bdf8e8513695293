import { rich, t } from '../../messages/messages.ts'
import { Page } from '../../shell/Page.tsx'
import { useSession } from '../../shell/session.ts'

/** Only a new invitation leads to the set-up (TD-9): says so, and whom to ask. */
export function Blocked() {
  const { session } = useSession()
  return (
    <Page title={t('set-up.blocked-title')}>
      <p>{t('set-up.blocked-text')}</p>
      <p>{session.support ? rich('set-up.blocked-contact', { support: <b>{session.support}</b> }) : t('set-up.blocked-nobody')}</p>
    </Page>
  )
}
