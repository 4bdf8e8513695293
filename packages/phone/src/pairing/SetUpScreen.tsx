import { InstallFirst } from '../launch/InstallFirst.tsx'
import { InstallOffer } from '../launch/InstallOffer.tsx'
import { mustInstallFirst } from '../launch/platform.ts'
import { t } from '../messages/messages.ts'
import { openScreen } from '../state/navigation.ts'
import { useObservable } from '../state/observable.ts'
import { accountName, phone } from '../state/phone.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { Note } from '../ui/Note.tsx'
import { PairingUnderWay } from './PairingUnderWay.tsx'

/** Where pairing starts. Without any account it is the whole app: it cannot know whether the phone is new or has lost its keys,
 * so it speaks to both (TD-7). */
export function SetUpScreen({ first }: { first: boolean }) {
  const { keyless } = useObservable(phone)
  if (mustInstallFirst()) return <InstallFirst prompt={false} />
  return (
    <Frame
      list
      back={!first}
      actions={
        <>
          <Button onClick={() => openScreen({ name: 'scan' })}>{t('start.scan')}</Button>
          <Button kind="plain" onClick={() => openScreen({ name: 'type-code' })}>
            {t('start.type')}
          </Button>
        </>
      }
    >
      <Heading>{t('start.title')}</Heading>
      <p>{t('start.why')}</p>
      <PairingUnderWay />
      {keyless.map((gone) => (
        <Note key={gone.device} kind="warn">
          <p>{t('home.keyless', { name: accountName(gone) })}</p>
        </Note>
      ))}
      {first && (
        <section class="aside">
          <h2>{t('start.before')}</h2>
          <p class="quiet">{t('start.before-why')}</p>
        </section>
      )}
      <InstallOffer />
    </Frame>
  )
}
