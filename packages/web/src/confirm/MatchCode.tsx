import { t } from '../messages/messages.ts'
import { spelled } from './panel.ts'

/** The one thing to read on the page. Seen in large digits, heard digit by digit. */
export function MatchCode({ code }: { code: string | undefined }) {
  return (
    <div class="match">
      <p class="match-code" aria-live="polite">
        <span aria-hidden="true">{code}</span>
        <span class="unseen">{code && t('confirm.number', { digits: spelled(code) })}</span>
      </p>
      <p class="quiet small">{t('confirm.warn')}</p>
    </div>
  )
}
