import type { CaseView } from '@sparekey/protocol/cases'
import { useRef, useState } from 'preact/hooks'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { Picked } from './picked.ts'
import { ofRequest } from './step-props.ts'

interface DeclineProps {
  view: CaseView
  /** Undefined for what is approved already and waits. */
  picked: Picked | undefined
  /** Nothing else is left to do. */
  only?: boolean
  onDone: () => Promise<void>
}

/** "Decline", with a reason, at any time (RR-5). One is enough to end it (RR-6). */
export function Decline({ view, picked, only, onDone }: DeclineProps) {
  const reason = useRef<HTMLTextAreaElement>(null)
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const declining = useAct()
  const decline = async () => {
    const text = reason.current?.value.trim() ?? ''
    if (text.length < 3) {
      setMissing(true)
      reason.current?.focus()
      return
    }
    setAsking(false)
    await declining.run(() => casesApi.decline(view.id, { ...(picked && ofRequest(picked)), reason: text }))
    await onDone()
  }
  const text =
    view.state === 'waiting' ? 'answer.decline-text-waiting' : picked?.request ? 'answer.decline-text' : 'answer.decline-text-all'
  return (
    <div class="stack close decline">
      <p>
        <Button
          kind={only ? 'primary' : 'bad'}
          busy={declining.busy}
          onClick={() => {
            setMissing(false)
            setAsking(true)
          }}
        >
          {t('answer.decline')}
        </Button>
      </p>
      <ErrorNote error={declining.error} />
      <AskOnce
        open={asking}
        title={t('answer.decline')}
        text={t(text)}
        yes={t('answer.decline')}
        bad
        onYes={() => void decline()}
        onClose={() => setAsking(false)}
      >
        <TextArea
          label={t('answer.decline-reason')}
          name="reason"
          maxLength={300}
          inputRef={reason}
          error={missing ? t('answer.decline-missing') : undefined}
          onInput={() => setMissing(false)}
        />
      </AskOnce>
    </div>
  )
}
