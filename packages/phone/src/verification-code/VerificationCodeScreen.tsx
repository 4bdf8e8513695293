import { useEffect } from 'preact/hooks'
import { serverNow } from '../api/server-clock.ts'
import { inGroups } from '../keys/verification-code.ts'
import { t } from '../messages/messages.ts'
import { goHome } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { accountName, phone } from '../state/phone.ts'
import { standingOf } from '../state/standing.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { Note } from '../ui/Note.tsx'
import { ClockWarning } from './ClockWarning.tsx'
import { CopyButton } from './CopyButton.tsx'
import { useVerificationCode } from './use-verification-code.ts'

/** Where the login page may not take the code: it is shown all the same, since what was told last may have changed since. */
function Doubt({ account }: { account: StoredAccount }) {
  const standing = standingOf(account, serverNow())
  if (standing === 'trusted') return null
  return (
    <Note kind="warn" title={t(`device.${standing}`)}>
      <p>{t('code.doubt')}</p>
    </Note>
  )
}

function Code({ account }: { account: StoredAccount }) {
  const { code, secondsLeft, failed } = useVerificationCode(account.otp)
  return (
    <Frame
      back
      corner={<span class="tag">{t('code.offline')}</span>}
      actions={
        <>
          {code && <CopyButton code={code} />}
          <Button kind="plain" onClick={goHome}>
            {t('app.done')}
          </Button>
        </>
      }
    >
      <Heading>{t('code.title')}</Heading>
      <div>
        <p class="who">{accountName(account)}</p>
        <p class="quiet">{[account.login, account.siteName, location.host].join(' · ')}</p>
      </div>
      <Doubt account={account} />
      <ClockWarning />
      {failed ? (
        <Note kind="bad">
          <p>{t('home.keyless', { name: accountName(account) })}</p>
        </Note>
      ) : (
        <div class="otp">
          <p class="digits">{code && inGroups(code)}</p>
          <p class="quiet small">{t('code.next', { seconds: secondsLeft })}</p>
        </div>
      )}
    </Frame>
  )
}

/** "Verification code" (VC-1): the 8 digits for the login page. Nothing here asks the server anything. */
export function VerificationCodeScreen({ device }: { device: string }) {
  const account = useObservable(phone).accounts.find((one) => one.device === device)
  useEffect(() => {
    // Taken off this phone meanwhile, in another window.
    if (!account) goHome()
  }, [account])
  return account ? <Code account={account} /> : null
}
