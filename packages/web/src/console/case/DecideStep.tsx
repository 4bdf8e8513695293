import type { Approved, PhoneFate } from '@sparekey/protocol/recovery'
import { useRef, useState } from 'preact/hooks'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { approvalOf } from './approval.ts'
import { Choices } from './Choices.tsx'
import { Segment } from './Segment.tsx'
import { ofRequest, type StepProps } from './step-props.ts'

interface DecideStepProps extends StepProps {
  /** What "1 day" or "2 days" was chosen before (RR-7). */
  hours: 24 | 48
  onApproved: (outcome: Approved) => void
}

/** Step 4 (RR-5): what happened to the phone, for how long, and a fresh confirmation of exactly that. */
export function DecideStep({ view, picked, onStep, hours: first, onApproved }: DecideStepProps) {
  // A request that came into a case for a new password asks for a suspension all the same.
  const password = view.kind === 'password' && !picked.request
  const note = useRef<HTMLTextAreaElement>(null)
  const [fate, setFate] = useState<PhoneFate>()
  const [numberInIt, setNumberInIt] = useState(true)
  const [hours, setHours] = useState<24 | 48>(first)
  const [missing, setMissing] = useState<'note' | 'fate'>()
  const approving = useAct()
  const approve = async () => {
    const text = note.current?.value.trim() ?? ''
    if (!password && !fate) return setMissing('fate')
    if (text.length < 3) {
      setMissing('note')
      return note.current?.focus()
    }
    setMissing(undefined)
    const body = approvalOf({
      password,
      fate: fate ?? 'left',
      numberInIt,
      hours,
      note: text,
      scope: picked.request ? 'this-browser' : 'next-browser',
    })
    const about = t(password ? 'answer.approve-about-password' : `answer.approve-about-${hours}`, { name: view.account.name })
    const outcome = await approving.run(() => casesApi.approve(view.id, { ...ofRequest(picked), ...body }), about)
    if (outcome) onApproved(outcome.value)
    await onStep()
  }
  return (
    <Form act={approving} onSubmit={approve}>
      {!password && (
        <>
          <FateChoice fate={fate} onChoose={setFate} error={missing === 'fate' && !fate} />
          {fate === 'lost' && <NumberQuestion inIt={numberInIt} onAnswer={setNumberInIt} />}
          <HoursChoice hours={hours} onChoose={setHours} />
        </>
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
      <p class="quiet small">
        {t(password ? 'answer.for-password' : picked.request ? 'answer.for-this-browser' : 'answer.for-next-browser')}{' '}
        {view.twoBecause.length > 0 && !view.waits && !view.answers.some((one) => one.decision === 'approved') && t('answer.second-needed')}
      </p>
      <ErrorNote error={approving.error} />
      <p>
        <Button type="submit" busy={approving.busy}>
          {t('answer.approve')}
        </Button>
      </p>
    </Form>
  )
}

function FateChoice({ fate, onChoose, error }: { fate: PhoneFate | undefined; onChoose: (fate: PhoneFate) => void; error: boolean }) {
  return (
    <Choices
      question={t('answer.fate')}
      choices={[
        { value: 'lost', text: t('answer.fate-lost'), hint: t('answer.fate-lost-hint') },
        { value: 'left', text: t('answer.fate-left'), hint: t('answer.fate-left-hint') },
      ]}
      value={fate}
      onChoose={onChoose}
      error={error && t('answer.fate-missing')}
    />
  )
}

function NumberQuestion({ inIt, onAnswer }: { inIt: boolean; onAnswer: (inIt: boolean) => void }) {
  return (
    <Segment
      question={t('answer.number-in-it')}
      options={[
        ['yes', t('answer.number-in-it-yes')],
        ['no', t('answer.number-in-it-no')],
      ]}
      value={inIt ? 'yes' : 'no'}
      onChoose={(answer) => onAnswer(answer === 'yes')}
    />
  )
}

function HoursChoice({ hours, onChoose }: { hours: 24 | 48; onChoose: (hours: 24 | 48) => void }) {
  return (
    <Segment
      question={t('answer.hours')}
      options={[
        ['24', t('answer.hours-24')],
        ['48', t('answer.hours-48')],
      ]}
      value={hours === 48 ? '48' : '24'}
      onChoose={(chosen) => onChoose(chosen === '48' ? 48 : 24)}
    />
  )
}
