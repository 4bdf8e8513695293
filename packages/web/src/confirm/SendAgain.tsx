import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useId, useState } from 'preact/hooks'
import type { Answer } from '../api/request.ts'
import { rich, t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { Countdown } from '../ui/Countdown.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { useReached } from '../ui/use-now.ts'
import type { PanelProps } from './panel-props.ts'

/** `prominent` where it is the one thing to do: then it is the page's button, and otherwise a link beside the status. */
interface SendAgainProps extends PanelProps {
  /** From when it works, ms since 1970. */
  at: number
  send: () => Promise<Answer<SignInView>>
  prominent?: boolean
}

/** "Send again": sends anew, a while after the last time; until then it says when (SI-3, SM-1). */
export function SendAgain({ at, send, onView, reload, prominent }: SendAgainProps) {
  const id = useId()
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const ready = useReached(at)
  const press = async (): Promise<void> => {
    if (!ready) return
    setBusy(true)
    const answer = await send()
    setBusy(false)
    setRefused(answer.ok ? undefined : answer.refusal)
    if (answer.ok) onView(answer.value)
    else await reload()
  }
  const soon = (
    <span id={id} class="soon quiet small">
      {!ready && rich('confirm.again-in', { time: <Countdown until={at} /> })}
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
          onClick={() => void press()}
        >
          {t('confirm.again')}
        </Button>
        {soon}
      </span>
      {refused && <ErrorNote error={refused} />}
    </>
  )
}
