import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { accountName } from '../state/phone.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { loggedOutNote } from './LoggedOutNote.tsx'
import { logOut } from './log-out.ts'

/** "Log out on this phone": asks once, and says what it takes. What came of it is said where the account was. */
export function LogOutSheet({ account, onClose }: { account: StoredAccount; onClose: () => void }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const name = accountName(account)
  const leave = async () => {
    setBusy(true)
    const left = await logOut(account)
    setBusy(false)
    if (typeof left === 'object') {
      return setError(refusalText(left.refused))
    }
    onClose()
    loggedOutNote.set(() => ({ name, reached: left === 'everywhere' }))
  }
  return (
    <Sheet title={t('accounts.log-out-title', { name })} onClose={onClose}>
      <p>{t('accounts.log-out-why')}</p>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <div class="stack tight">
        <Button kind="bad" busy={busy} onClick={() => void leave()}>
          {t('accounts.log-out')}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </div>
    </Sheet>
  )
}
