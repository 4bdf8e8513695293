import type { SignInView } from '@sparekey/protocol/sign-in'
import { language, t } from '../messages/messages.ts'
import type { PhoneState } from './panel.ts'

interface PhoneStatusProps {
  state: PhoneState
  phone: NonNullable<SignInView['phone']>
  offline?: boolean | undefined
}

/** "A or B": any of them answers. */
const namesOf = (phone: PhoneStatusProps['phone']): string =>
  new Intl.ListFormat(language(), { type: 'disjunction' }).format(phone.devices.map((device) => device.name))

function textOf({ state, phone, offline }: PhoneStatusProps): string {
  if (offline) return t('confirm.offline')
  switch (state) {
    case 'asking':
    case 'silent':
    case 'scan-only':
      return t('confirm.waiting', { phones: namesOf(phone) })
    case 'seen':
      return t('confirm.seen')
    case 'confirmed':
      return t('confirm.confirmed')
    case 'mistaken':
      return t('confirm.mistaken')
    case 'denied':
      return t('confirm.denied')
    case 'ended':
      return t('confirm.ended')
    case 'paused':
      return t('confirm.paused')
  }
}

/** One line on what is happening. It is there all the time, so that screen readers tell each change. */
export function PhoneStatus(props: PhoneStatusProps) {
  const waits = props.offline || ['asking', 'seen', 'silent', 'scan-only', 'confirmed'].includes(props.state)
  return (
    <p class="row fixed phone-status" role="status">
      {waits && <span class="pulse" />}
      <span>{textOf(props)}</span>
    </p>
  )
}
