import { t } from '../messages/messages.ts'
import { useObservable } from '../state/observable.ts'
import { Note } from '../ui/Note.tsx'
import { canTry, type NotificationState, notifications } from './notifications.ts'
import { TurnOnButton } from './TurnOnButton.tsx'

/** What to know about a state that is not "on". */
export function whyNot(state: Exclude<NotificationState, 'on'>): string {
  return t(state === 'install-first' ? 'notify.install-first' : state === 'off' ? 'notify.off-why' : `notify.${state}`)
}

interface OfferProps {
  /** Also says it where nothing can be done about it here. */
  always?: boolean
}

/** Asks for notifications where they could be on; says what works where they cannot. Quiet once they are on. */
export function NotificationsOffer({ always = false }: OfferProps) {
  const state = useObservable(notifications)
  if (state === undefined || state === 'on' || !(always || canTry(state))) return null
  return (
    <Note title={t('notify.off')}>
      <p role="status">{whyNot(state)}</p>
      {canTry(state) && <TurnOnButton />}
    </Note>
  )
}
