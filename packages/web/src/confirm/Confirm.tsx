import { useState } from 'preact/hooks'
import { AccessCodePanel } from './AccessCodePanel.tsx'
import { CannotPanel } from './CannotPanel.tsx'
import { CodePanel } from './CodePanel.tsx'
import { LostPhonePanel } from './LostPhonePanel.tsx'
import { MethodsPanel } from './MethodsPanel.tsx'
import { PhonePanel } from './PhonePanel.tsx'
import { type Choice, firstChoice, panelOf } from './panel.ts'
import type { ConfirmProps } from './panel-props.ts'
import { ScanPanel } from './ScanPanel.tsx'
import { SmsPanel } from './SmsPanel.tsx'
import { VerificationPanel } from './VerificationPanel.tsx'
import './confirm.css'
import './waiting.css'

/** The second step, whole (SI-3, SI-7, SI-8): the phone, what to do without it, and back. What is shown follows the server's state. */
export function Confirm(props: ConfirmProps) {
  const [choice, choose] = useState<Choice | undefined>(() => firstChoice(props.view))
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
    case 'access-code':
      return <AccessCodePanel {...panel} />
    case 'lost-phone':
      return <LostPhonePanel {...panel} />
    case 'sms':
      return <SmsPanel {...panel} />
    case 'verification-code':
      return <VerificationPanel {...panel} />
    case 'recovery-code':
      return <CodePanel method={shown} {...panel} />
  }
}
