import { useState } from 'preact/hooks'
import { LogOutSheet } from '../accounts/LogOutSheet.tsx'
import { t } from '../messages/messages.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Heading } from '../ui/Frame.tsx'

/** Where this phone does not confirm logins: why, and what still works. */
export function AccountState({ account }: { account: StoredAccount }) {
  const [leaving, leave] = useState(false)
  if (account.state === 'trusted') return null
  // A phone that was just paired counts from the end of the set-up on; an account is never kept as `scanned`.
  const state = account.state === 'scanned' ? 'ready' : account.state
  return (
    <div class={`note ${state === 'ready' ? 'warn' : 'bad'}`}>
      <Heading>{t(`device.${state}`)}</Heading>
      <p>{t(`device.${state}-why`)}</p>
      {state === 'removed' && (
        <Button kind="plain" onClick={() => leave(true)}>
          {t('device.remove')}
        </Button>
      )}
      {leaving && <LogOutSheet account={account} onClose={() => leave(false)} />}
    </div>
  )
}
