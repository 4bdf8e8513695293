import { t } from '../messages/messages.ts'
import { goBack, replaceScreen } from '../state/navigation.ts'
import type { PairingSecret } from '../state/screen.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'

/** A pairing link was opened, by the system's camera or from anywhere: nothing happens before a tap. */
export const LinkScreen = ({ secret }: { secret: PairingSecret }) => (
  <Frame
    back
    actions={
      <>
        <Button onClick={() => replaceScreen({ name: 'pair', secret })}>{t('link.pair')}</Button>
        <Button kind="plain" onClick={goBack}>
          {t('app.cancel')}
        </Button>
      </>
    }
  >
    <Heading>{t('link.title')}</Heading>
    <p>{t('link.why', { site: location.host })}</p>
  </Frame>
)
