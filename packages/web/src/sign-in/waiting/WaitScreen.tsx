import type { SignInView } from '@sparekey/protocol/sign-in'
import { waitingOf } from '../../confirm/waiting-state.ts'
import type { ScreenProps } from '../screen-props.ts'
import { GrantedLater } from './GrantedLater.tsx'
import { PasswordFirst } from './PasswordFirst.tsx'
import { RequestOver } from './RequestOver.tsx'
import { RequestSent } from './RequestSent.tsx'

/** The page of the person who waits for an administrator (RR-2): how it stands, and what happens next. */
export function WaitScreen(props: ScreenProps & { view: SignInView; offline: boolean }) {
  const waiting = waitingOf(props.view)
  switch (waiting.state) {
    case 'open':
      return <RequestSent request={waiting.request} {...props} />
    case 'later':
      return <GrantedLater request={waiting.request} startsAt={waiting.startsAt} {...props} />
    case 'password-first':
      return <PasswordFirst {...props} />
    default:
      return <RequestOver key={waiting.state} end={waiting.state} request={waiting.request} {...props} />
  }
}
