import { t } from '../messages/messages.ts'
import { goHome } from '../state/navigation.ts'
import { observable, useObservable } from '../state/observable.ts'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Sheet.tsx'

/** Which account has just left this phone. It is said over whatever screen comes next: the account's own is gone. */
export const loggedOutNote = observable<{ name: string; reached: boolean } | undefined>(undefined)

export function LoggedOutNote() {
  const left = useObservable(loggedOutNote)
  if (!left) return null
  const close = () => {
    loggedOutNote.set(() => undefined)
    goHome()
  }
  return (
    <Sheet title={t('accounts.logged-out', { name: left.name })} onClose={close}>
      <p>{t(left.reached ? 'accounts.logged-out-why' : 'accounts.logged-out-offline-why')}</p>
      <Button onClick={close}>{t('app.done')}</Button>
    </Sheet>
  )
}
