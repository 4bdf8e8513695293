import type { ContactKind } from '@sparekey/protocol/cases'
import type { RefusalBody } from '@sparekey/protocol/errors'
import { useRef, useState } from 'preact/hooks'
import { casesApi } from '../../api/cases.ts'
import { isKey, type Key, t } from '../../messages/messages.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { Field } from '../../ui/Field.tsx'
import { Note } from '../../ui/Note.tsx'
import { type Choice, Choices } from './Choices.tsx'
import { NumberChoice } from './NumberChoice.tsx'
import { ofRequest, type StepProps } from './step-props.ts'
import { type ContactChoice, contactChoices } from './steps.ts'

/** Step 1 (RR-5): the approver reaches out, in a way that a thief of the phone does not control. */
export function ContactForm({ view, picked, onStep }: StepProps) {
  const disputed = view.disputed || picked.request?.disputed === true
  const [kind, setKind] = useState<ContactKind>()
  const [number, setNumber] = useState<string>()
  const [words, setWords] = useState('')
  const [missing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const sending = useAct()
  const choices = contactChoices(view, disputed)
  const limited = !choices.some((one) => one.kind === 'call-back')
  const manager = view.account.manager ?? ''
  const needsWords = kind !== 'manager'
  const needsNumber = kind === 'call-back' && number === undefined
  // The one thing that the service does not take of this form: who answers does not vouch as well.
  const ownManager = kind === 'manager' && sending.error?.code === 'bad_request'
  const send = async () => {
    if (!kind || needsNumber || (needsWords && words.trim() === '')) {
      setMissing(true)
      if (kind && !needsNumber) field.current?.focus()
      return
    }
    const body = { ...ofRequest(picked), kind, words: words.trim(), ...(kind === 'call-back' && number ? { number } : {}) }
    await sending.run(() => casesApi.contact(view.id, body))
    await onStep()
  }
  return (
    <Form act={sending} onSubmit={send}>
      <p class="quiet">{t('answer.contact-do')}</p>
      {limited && <p class="quiet">{t(disputed ? 'answer.contact-disputed' : 'answer.contact-face')}</p>}
      <Choices
        question={t('answer.contact-how')}
        choices={choices.map((one) => choiceOf(one, view.account))}
        value={kind}
        onChoose={(chosen) => {
          setKind(chosen)
          setMissing(false)
        }}
        error={missing && !kind && t('contact.kind-missing')}
      />
      {kind === 'call-back' && <NumberChoice numbers={view.numbers} chosen={number} onChoose={setNumber} error={missing && needsNumber} />}
      {kind && (
        <Field
          label={`${t(`contact.words-${kind}`, { name: manager })}${needsWords ? '' : ` ${t('common.optional')}`}`}
          name="words"
          maxLength={200}
          autocomplete="off"
          value={words}
          inputRef={field}
          error={missing && needsWords && words.trim() === '' && t('contact.words-missing')}
          onInput={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <Refused error={sending.error} ownManager={ownManager} />
      <p>
        <Button type="submit" busy={sending.busy}>
          {kind === 'manager' ? t('answer.manager-ask', { name: manager }) : t('answer.contact-done')}
        </Button>
      </p>
    </Form>
  )
}

function Refused({ error, ownManager }: { error: RefusalBody | undefined; ownManager: boolean }) {
  if (!ownManager) return <ErrorNote error={error} />
  return (
    <div role="alert">
      <Note kind="bad">{t('contact.manager-self')}</Note>
    </div>
  )
}

function choiceOf({ kind, missing }: ContactChoice, { manager = '', managerIsYou }: StepProps['view']['account']): Choice<ContactKind> {
  const none = kind === 'manager' && managerIsYou ? 'contact.manager-self' : `contact.${kind}-none`
  const hint = missing ? none : `contact.${kind}-hint`
  return {
    value: kind,
    text: t(`contact.${kind}`),
    // Only two of the four can be missing; the compiler need not know which.
    hint: isKey(hint) ? (t as (key: string, params: object) => string)(hint as Key, { name: manager }) : undefined,
    disabled: missing,
  }
}
