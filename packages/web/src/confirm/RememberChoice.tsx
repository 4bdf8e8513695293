import type { RefusalBody } from '@sparekey/protocol/errors'
import { useId, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import type { PanelProps } from './panel-props.ts'

/** "Skip the confirmation on this browser" (SI-13), where the rules allow it. Kept with the sign-in, so that a refresh shows it. */
export function RememberChoice({ view, onView }: PanelProps) {
  const hint = useId()
  const [refused, setRefused] = useState<RefusalBody>()
  const { remember } = view
  if (!remember) return null
  const tick = async (wanted: boolean): Promise<void> => {
    const answer = await signInApi.remember(wanted)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (answer.ok) onView(answer.value)
  }
  return (
    <div class="choices">
      <label>
        <input
          type="checkbox"
          checked={remember.asked}
          aria-describedby={hint}
          onChange={(event) => void tick(event.currentTarget.checked)}
        />
        <span>{t('confirm.remember', { count: remember.days })}</span>
      </label>
      <p id={hint} class="hint indent">
        {t('confirm.remember-hint')}
      </p>
      <ErrorNote error={refused} />
    </div>
  )
}
