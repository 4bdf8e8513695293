import type { RefusalBody } from '@sparekey/protocol/errors'
import { useId, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { rich, t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { Countdown } from '../ui/Countdown.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { useReached } from '../ui/use-now.ts'
import type { PanelProps } from './Confirm.tsx'

/** `prominent` where it is the one thing to do: then it is the page's button, and otherwise a link beside the status. */
interface SendAgainProps extends PanelProps {
  prominent?: boolean
}

/** "Send again": asks the phones anew, 30 s after the last time; until then it says when (SI-3). */
export function SendAgain({ view, onView, reload, prominent }: SendAgainProps) {
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const againAt = view.phone?.prompt?.againAt ?? 0
  const ready = useReached(againAt)
  const send = async (): Promise<void> => {
    if (!ready) return
    setBusy(true)
    const answer = await signInApi.askAgain()
    setBusy(false)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (answer.ok) onView(answer.value)
    else await reload()
  }
  const soon = (
    <span id={id} class="soon quiet small">
      {!ready && rich('confirm.again-in', { time: <Countdown until={againAt} /> })}
    </span>
  )
  return (
    <>
      <span class={prominent ? 'stack close' : 'again'}>
        {/* Not `disabled`: a button that is loses the focus of who has just pressed it. */}
        <Button
          kind={prominent ? 'primary' : 'link'}
          wide={prominent}
          busy={busy}
          aria-disabled={!ready || busy}
          aria-describedby={ready ? undefined : id}
          onClick={() => void send()}
        >
          {t('confirm.again')}
        </Button>
        {soon}
      </span>
      {refused && <ErrorNote error={refused} />}
    </>
  )
}
