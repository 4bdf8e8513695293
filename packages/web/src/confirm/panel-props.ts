import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Choice } from './panel.ts'

/** What the second step gets, on the sign-in page and in a dialog. */
export interface ConfirmProps {
  /** The state as the server told it last. */
  view: SignInView
  /** Takes the state that an answer brought. */
  onView: (view: SignInView) => void
  /** Reads the state anew. */
  reload: () => Promise<void>
  /** The server cannot be reached at the moment. */
  offline?: boolean | undefined
  /** A typed code was accepted. */
  onTyped?: () => void
  /** 2 inside a dialog, which has its own heading. */
  level?: 1 | 2
}

/** What every panel gets. */
export interface PanelProps extends ConfirmProps {
  choose: (choice: Choice) => void
}
