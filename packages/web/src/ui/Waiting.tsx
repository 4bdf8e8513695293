import { t } from '../messages/messages.ts'

/** Something is loading. Shows itself after 300 ms: what is quicker needs no word. */
export function Waiting({ text }: { text?: string }) {
  return (
    <p class="waiting row quiet" role="status">
      <span class="pulse" />
      {text ?? t('common.loading')}
    </p>
  )
}
