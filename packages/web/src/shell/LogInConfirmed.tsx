import { account } from '../api/account.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { useAct } from './use-act.ts'

/** One click from a browser that skipped the confirmation to a login that asks for it, and back to this page (SI-16). */
export function LogInConfirmed() {
  const leaving = useAct()
  const confirm = async () => {
    if (await leaving.run(account.logOut)) location.assign(`/login?confirm&to=${encodeURIComponent(location.pathname)}`)
  }
  return (
    <>
      <p>
        <Button kind="plain" busy={leaving.busy} onClick={() => void confirm()}>
          {t('shell.log-in-confirmed')}
        </Button>
      </p>
      <ErrorNote error={leaving.error} />
    </>
  )
}
