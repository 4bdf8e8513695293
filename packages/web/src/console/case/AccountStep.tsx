import { useRef, useState } from 'preact/hooks'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { ofRequest, type StepProps } from './step-props.ts'

/** Step 2 (RR-5): whether what the person says of time, computer and place agrees with what stands beside. */
export function AccountStep({ view, picked, onStep }: StepProps) {
  const said = useRef<HTMLTextAreaElement>(null)
  const [asking, setAsking] = useState(false)
  const [missing, setMissing] = useState(false)
  const sending = useAct()
  /** Whether it stands there what they said; the record needs it either way. */
  const isSaid = (): boolean => {
    const written = Boolean(said.current?.value.trim())
    setMissing(!written)
    if (!written) said.current?.focus()
    return written
  }
  const send = async (agrees: boolean) => {
    setAsking(false)
    if (!isSaid()) return
    const body = { ...ofRequest(picked), agrees, said: said.current?.value.trim() ?? '' }
    await sending.run(() => casesApi.account(view.id, body))
    await onStep()
  }
  return (
    <>
      <p class="quiet">{t(picked.request ? 'answer.account-do' : 'answer.account-do-desk')}</p>
      <TextArea
        label={t('answer.said')}
        name="said"
        maxLength={300}
        inputRef={said}
        error={missing ? t('answer.said-missing') : undefined}
        onInput={() => setMissing(false)}
      />
      <ErrorNote error={sending.error} />
      <p class="row">
        <Button busy={sending.busy} onClick={() => void send(true)}>
          {t('answer.agrees')}
        </Button>
        <Button kind="plain" onClick={() => isSaid() && setAsking(true)}>
          {t('answer.differs')}
        </Button>
      </p>
      <AskOnce
        open={asking}
        title={t('answer.differs')}
        text={t('answer.differs-text')}
        yes={t('answer.differs')}
        bad
        onYes={() => void send(false)}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
