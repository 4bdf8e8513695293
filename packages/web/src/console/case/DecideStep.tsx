import type { Approved, CaseView } from '@sparekey/protocol/cases'
import type { SuspensionScope } from '@sparekey/protocol/recovery'
import { useRef, useState } from 'preact/hooks'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { agreeingOf, approvalsOf, secondNeeded } from './agreeing.ts'
import { approvalOf } from './approval.ts'
import { HowManyBrowsers } from './HowManyBrowsers.tsx'
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
  const [anyBrowser, setAnyBrowser] = useState(false)
  const approving = useAct()
  const mayChoose = view.anyBrowser && !picked.request && !password
  const scope = picked.request ? 'this-browser' : mayChoose && anyBrowser ? 'any-browser' : 'next-browser'
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
    const body = approvalOf({ ...happened, ...(scope === 'any-browser' ? { hours: 24 } : {}), password, fate, note: text, scope })
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
      {mayChoose && <HowManyBrowsers any={anyBrowser} onChange={setAnyBrowser} />}
      <TextArea
        label={t('answer.note')}
        hint={t('answer.note-hint')}
        name="note"
        maxLength={500}
        inputRef={note}
        error={missing === 'note' ? t('answer.note-missing') : undefined}
        onInput={() => setMissing((what) => (what === 'note' ? undefined : what))}
      />
      <WhatFollows view={view} picked={picked} scope={password ? 'password' : scope} />
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
function WhatFollows({ view, picked, scope }: { view: CaseView; picked: Picked; scope: SuspensionScope | 'password' }) {
  const approvals = approvalsOf(view, picked).length
  return (
    <p class="quiet small">
      {t(`answer.for-${scope}`)} {secondNeeded(agreeingOf(view, picked), approvals) && t('answer.second-needed')}
    </p>
  )
}
