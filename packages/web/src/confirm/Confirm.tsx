import type { SignInView } from '@sparekey/protocol/sign-in'
import { useState } from 'preact/hooks'
import { CannotPanel } from './CannotPanel.tsx'
import { CodePanel } from './CodePanel.tsx'
import { MethodsPanel } from './MethodsPanel.tsx'
import { PhonePanel } from './PhonePanel.tsx'
import { type Choice, panelOf } from './panel.ts'
import { ScanPanel } from './ScanPanel.tsx'
import './confirm.css'

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

/** The second step, whole (SI-3, SI-7, SI-8): the phone, what to do without it, and back. What is shown follows the server's state. */
export function Confirm(props: ConfirmProps) {
  const [choice, choose] = useState<Choice>()
  const panel = { ...props, choose }
  const shown = panelOf(props.view, choice)
  switch (shown) {
    case 'phone':
      return <PhonePanel {...panel} />
    case 'scan':
      return <ScanPanel {...panel} />
    case 'methods':
      return <MethodsPanel {...panel} />
    case 'cannot':
      return <CannotPanel {...panel} />
    default:
      return <CodePanel key={shown} method={shown} {...panel} />
  }
}
