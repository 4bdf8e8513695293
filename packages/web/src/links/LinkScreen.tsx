import { AddressScreen } from './AddressScreen.tsx'
import { FirstStartScreen } from './FirstStartScreen.tsx'
import { LogInScreen } from './LogInScreen.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { NotMeScreen } from './NotMeScreen.tsx'
import { PasswordScreen } from './PasswordScreen.tsx'
import { StopScreen } from './StopScreen.tsx'
import { UndoAddressScreen } from './UndoAddressScreen.tsx'

/** Each purpose's screen. */
export function LinkScreen(props: LinkScreenProps) {
  const { purpose } = props.link
  switch (purpose) {
    case 'first-start':
      return props.view.resume ? <LogInScreen purpose={purpose} {...props} /> : <FirstStartScreen {...props} />
    case 'set-up':
      return <LogInScreen purpose={purpose} {...props} />
    case 'invitation':
    case 'reset':
      return <PasswordScreen purpose={purpose} {...props} />
    case 'email':
      return <AddressScreen {...props} />
    case 'email-undo':
      return <UndoAddressScreen {...props} />
    case 'stop':
      return <StopScreen {...props} />
    case 'not-me':
      return <NotMeScreen {...props} />
  }
}
