import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import { standingOf } from '../state/standing.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Heading } from '../ui/Frame.tsx'

/** No connection: what works without one. */
export function Offline({ account }: { account: StoredAccount }) {
  const hasCode = standingOf(account, serverNow()) === 'trusted'
  return (
    <div class="note warn">
      <Heading>{t('app.offline')}</Heading>
      <p>{t('app.offline-why', { site: account.siteName })}</p>
      <p>{t(hasCode ? 'app.offline-code' : 'app.offline-codes')}</p>
      {hasCode && (
        <Button kind="plain" onClick={() => openScreen({ name: 'verification-code', device: account.device })}>
          {t('code.show')}
        </Button>
      )}
    </div>
  )
}
