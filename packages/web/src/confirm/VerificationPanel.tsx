import { t } from '../messages/messages.ts'
import { CodePanel } from './CodePanel.tsx'
import type { PanelProps } from './panel-props.ts'
import { RememberChoice } from './RememberChoice.tsx'
import { Taps } from './Taps.tsx'

/** The code that the phone app shows without internet, with the taps that lead to it (VC-1). */
export function VerificationPanel(props: PanelProps) {
  return (
    <CodePanel method="verification-code" digits below={<RememberChoice {...props} />} {...props}>
      <div class="stack close">
        <p>{t('verification-code.taps')}</p>
        <Taps />
      </div>
    </CodePanel>
  )
}
