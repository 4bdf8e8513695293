import type { Approved, CaseView } from '@sparekey/protocol/recovery'
import { useRef, useState } from 'preact/hooks'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { approvalOf } from './approval.ts'
import type { Picked } from './picked.ts'
import { ofRequest, type StepProps } from './step-props.ts'
import { type Happened, WhatHappened } from './WhatHappened.tsx'

interface DecideStepProps extends StepProps {
  /** What "1 day" or "2 days" was chosen before (RR-7). */
  hours: 24 | 48
  onApproved: (outcome: Approved) => void
}

/** Step 4 (RR-5): what happened to the phone, for how long, and a fresh confirmation of exactly that. */
export function DecideStep({ view, picked, onStep, hours, onApproved }: DecideStepProps) {
  // A request that came into a case for a new password asks for a suspension all the same.
  const password = view.kind === 'password' && !picked.request
  const note = useRef<HTMLTextAreaElement>(null)
  const [happened, setHappened] = useState<Happened>({ fate: undefined, numberInIt: true, hours })
  const [missing, setMissing] = useState<'note' | 'fate'>()
  const approving = useAct()
  const { contact } = picked.mine
  // What the service does not take of this form: a call to a number that was in the lost phone.
  const refusedCall = contact?.kind === 'call-back' && approving.error?.code === 'bad_request'
  const calledLost = happened.fate === 'lost' && happened.numberInIt && (contact?.smsNumber === true || refusedCall)
  const approve = async () => {
    const text = note.current?.value.trim() ?? ''
    if (!password && !happened.fate) return setMissing('fate')
    if (calledLost && contact?.smsNumber) return
    setMissing(text.length < 3 ? 'note' : undefined)
    if (text.length < 3) return note.current?.focus()
    const { fate = 'left' } = happened
    const body = approvalOf({ ...happened, password, fate, note: text, scope: picked.request ? 'this-browser' : 'next-browser' })
    const about = t(password ? 'answer.approve-about-password' : `answer.approve-about-${body.hours}`, { name: view.account.name })
    const outcome = await approving.run(() => casesApi.approve(view.id, { ...ofRequest(picked), ...body }), about)
    if (outcome) onApproved(outcome.value)
    await onStep()
  }
  return (
    <Form act={approving} onSubmit={approve}>
      {!password && (
        <WhatHappened
          happened={happened}
          onChange={setHappened}
          fateMissing={missing === 'fate' && !happened.fate}
          calledLost={calledLost}
        />
      )}
      <TextArea
        label={t('answer.note')}
        hint={t('answer.note-hint')}
        name="note"
        maxLength={500}
        inputRef={note}
        error={missing === 'note' ? t('answer.note-missing') : undefined}
        onInput={() => setMissing((what) => (what === 'note' ? undefined : what))}
      />
      <WhatFollows view={view} picked={picked} password={password} />
      <ErrorNote error={refusedCall ? undefined : approving.error} />
      <p>
        <Button type="submit" busy={approving.busy}>
          {t('answer.approve')}
        </Button>
      </p>
    </Form>
  )
}

/** What an approval comes to, said before it is given. */
function WhatFollows({ view, picked, password }: { view: CaseView; picked: Picked; password: boolean }) {
  return (
    <p class="quiet small">
      {t(password ? 'answer.for-password' : picked.request ? 'answer.for-this-browser' : 'answer.for-next-browser')}{' '}
      {secondNeeded(view) && t('answer.second-needed')}
    </p>
  )
}

/** This approval alone does nothing yet. Where phone and password are both lost, two people may give one of them each (RR-13). */
const secondNeeded = ({ twoBecause, waits, answers }: CaseView): boolean =>
  !waits && twoBecause.some((reason) => reason !== 'password-too') && !answers.some((one) => one.decision === 'approved')
