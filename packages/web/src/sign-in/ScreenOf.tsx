import { Confirm } from '../confirm/Confirm.tsx'
import { t } from '../messages/messages.ts'
import { Waiting } from '../ui/Waiting.tsx'
import { ChangePasswordScreen } from './ChangePasswordScreen.tsx'
import { CodesLowScreen } from './CodesLowScreen.tsx'
import { FinishScreen } from './FinishScreen.tsx'
import { ForgottenScreen } from './ForgottenScreen.tsx'
import { NewCodesScreen } from './NewCodesScreen.tsx'
import { OverScreen } from './OverScreen.tsx'
import { PasswordScreen } from './PasswordScreen.tsx'
import { SayScreen } from './SayScreen.tsx'
import type { ScreenProps } from './screen-props.ts'
import type { Screen } from './state.ts'
import { PasswordAgainScreen } from './waiting/PasswordAgainScreen.tsx'
import { WaitScreen } from './waiting/WaitScreen.tsx'

/** Each screen's component. */
export function ScreenOf({ screen, watched, happen }: ScreenProps & { screen: Screen }) {
  const props = { watched, happen }
  switch (screen.name) {
    case 'loading':
      return <Waiting text={t('sign-in.one-moment')} />
    case 'unreachable':
      return <SayScreen title={t('sign-in.unreachable')} text={t('sign-in.unreachable-do')} />
    case 'no-administrator':
      return <SayScreen title={t('sign-in.first-title')} text={t('sign-in.first-do')} />
    case 'password':
      return <PasswordScreen view={screen.view} {...props} />
    case 'forgotten':
      return <ForgottenScreen view={screen.view} {...props} />
    case 'confirm':
      return (
        <Confirm
          view={screen.view}
          onView={watched.put}
          reload={watched.reload}
          offline={screen.offline}
          onTyped={() => happen('typed-code')}
        />
      )
    case 'wait':
      return <WaitScreen view={screen.view} offline={screen.offline} {...props} />
    case 'password-again':
      return <PasswordAgainScreen view={screen.view} {...props} />
    case 'change-password':
      return <ChangePasswordScreen view={screen.view} {...props} />
    case 'new-codes':
      return <NewCodesScreen view={screen.view} {...props} />
    case 'codes-low':
      return <CodesLowScreen left={screen.left} view={screen.view} {...props} />
    case 'finish':
      return <FinishScreen {...props} />
    case 'over':
      return <OverScreen view={screen.view} why={screen.why} {...props} />
  }
}
