import { t } from '../messages/messages.ts'
import { replaceScreen } from '../state/navigation.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'

/** A pairing that came to nothing: why, and the way to another one. */
export const PairingFailed = ({ title, why }: { title: string; why: string }) => (
  <Frame
    back
    actions={
      <>
        <Button onClick={() => replaceScreen({ name: 'scan' })}>{t('pair.again')}</Button>
        <Button kind="plain" onClick={() => replaceScreen({ name: 'type-code' })}>
          {t('start.type')}
        </Button>
      </>
    }
  >
    <Heading>{title}</Heading>
    <p>{why}</p>
  </Frame>
)
