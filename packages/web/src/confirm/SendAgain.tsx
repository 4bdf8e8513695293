import type { RefusalBody } from '@sparekey/protocol/errors'
import { useId, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { rich, t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { Countdown } from '../ui/Countdown.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { useReached } from '../ui/use-now.ts'
import type { PanelProps } from './Confirm.tsx'

/** "Send again": asks the phones anew, 30 s after the last time; until then it says when (SI-3). */
export function SendAgain({ view, onView, reload }: PanelProps) {
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const againAt = view.phone?.prompt?.againAt ?? 0
  const ready = useReached(againAt)
  const send = async (): Promise<void> => {
    setBusy(true)
    const answer = await signInApi.askAgain()
    setBusy(false)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (answer.ok) onView(answer.value)
    else await reload()
  }
  return (
    <>
      <span class="row fixed">
        <Button kind="link" busy={busy} disabled={!ready} aria-describedby={ready ? undefined : id} onClick={() => void send()}>
          {t('confirm.again')}
        </Button>
        {!ready && (
          <span id={id} class="quiet small">
            {rich('confirm.again-in', { time: <Countdown until={againAt} /> })}
          </span>
        )}
      </span>
      {refused && <ErrorNote error={refused} />}
    </>
  )
}
