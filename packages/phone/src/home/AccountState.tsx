import { useState } from 'preact/hooks'
import { LogOutSheet } from '../accounts/LogOutSheet.tsx'
import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import { type Standing, standingOf } from '../state/standing.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Heading } from '../ui/Frame.tsx'
import { exactly } from '../ui/when.ts'

/** Where the notices tell how it came to that, and can end it. */
const hasNotices: readonly Standing[] = ['paused', 'lost', 'held', 'blocked']
const passes: readonly Standing[] = ['ready', 'paused']

/** Where this phone does not confirm logins: why, until when, what still works, and what to do. */
export function AccountState({ account }: { account: StoredAccount }) {
  const [leaving, leave] = useState(false)
  const now = serverNow()
  const standing = standingOf(account, now)
  if (standing === 'trusted') return null
  return (
    <div class={`note ${passes.includes(standing) ? 'warn' : 'bad'}`}>
      <Heading>{t(`device.${standing}`)}</Heading>
      <p>{t(`device.${standing}-why`, { until: standing === 'paused' ? exactly(account.pausedUntil ?? 0, now) : '' })}</p>
      {(standing === 'paused' || standing === 'lost') && <p>{t('device.not-asked')}</p>}
      {hasNotices.includes(standing) && (
        <Button kind="plain" onClick={() => openScreen({ name: 'notices' })}>
          {t('menu.notices')}
        </Button>
      )}
      {standing === 'removed' && (
        <Button kind="plain" onClick={() => leave(true)}>
          {t('device.remove')}
        </Button>
      )}
      {leaving && <LogOutSheet account={account} onClose={() => leave(false)} />}
    </div>
  )
}
