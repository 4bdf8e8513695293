import { t } from '../messages/messages.ts'
import { useObservable } from '../state/observable.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'
import { installOffer } from './install.ts'

/** "Install", where the browser lets a page offer it. */
export function InstallOffer() {
  const offer = useObservable(installOffer)
  if (!offer) return null
  const install = async () => {
    await offer.prompt()
    // An offer can be made once only, whatever the answer.
    installOffer.set(() => undefined)
  }
  return (
    <Note>
      <p>{t('install.offer')}</p>
      <Button kind="plain" onClick={() => void install()}>
        {t('install.button')}
      </Button>
    </Note>
  )
}
