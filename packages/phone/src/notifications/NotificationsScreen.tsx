import { InstallOffer } from '../launch/InstallOffer.tsx'
import { t } from '../messages/messages.ts'
import { useObservable } from '../state/observable.ts'
import { Frame, Heading } from '../ui/Frame.tsx'
import { whyNot } from './NotificationsOffer.tsx'
import { canTry, notifications } from './notifications.ts'
import { TurnOnButton } from './TurnOnButton.tsx'

/** "Menu" > "Notifications": whether this phone is told, and if not, what works. */
export function NotificationsScreen() {
  const state = useObservable(notifications)
  const on = state === 'on'
  return (
    <Frame back actions={canTry(state) && <TurnOnButton kind="primary" />}>
      <Heading>{t(on ? 'notify.on' : 'notify.off')}</Heading>
      {state && !on && <p role="status">{whyNot(state)}</p>}
      <p class="quiet">{t('notify.what')}</p>
      <InstallOffer />
    </Frame>
  )
}
