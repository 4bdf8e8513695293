import { t } from '../messages/messages.ts'

/** The taps that lead to the verification code in the phone app, in their order (VC-1). */
export function Taps() {
  return (
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
  )
}
