import { t } from '../messages/messages.ts'
import { CodePanel } from './CodePanel.tsx'
import type { PanelProps } from './Confirm.tsx'

/** The code that the phone app shows without internet, with the taps that lead to it, in their order (VC-1). */
export function VerificationPanel(props: PanelProps) {
  return (
    <CodePanel method="verification-code" digits {...props}>
      <div class="stack close">
        <p>{t('verification-code.taps')}</p>
        <ol class="taps">
          <li>
            <b>{t('verification-code.tap-menu')}</b>
          </li>
          <li>
            <b>{t('verification-code.tap-change')}</b>
          </li>
          <li>
            <b aria-hidden="true">⋯</b> {t('verification-code.tap-more')}
          </li>
          <li>
            <b>{t('verification-code.tap-code')}</b>
          </li>
        </ol>
      </div>
    </CodePanel>
  )
}
