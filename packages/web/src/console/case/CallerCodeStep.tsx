import { useRef } from 'preact/hooks'
import { casesApi } from '../../api/cases.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeField } from '../../ui/CodeField.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { ofRequest, type StepProps } from './step-props.ts'

/** All tries that an approver has for a request. */
const allTries = 5

/** Step 3 (RR-5): the six characters on the screen of the person, read out in the same contact. */
export function CallerCodeStep({ view, picked, onStep }: StepProps) {
  const input = useRef<HTMLInputElement>(null)
  const checking = useAct()
  const { callerTriesLeft: left } = picked.mine
  const check = async () => {
    const code = input.current?.value.trim() ?? ''
    if (code === '') return input.current?.focus()
    await checking.run(() => casesApi.callerCode(view.id, { ...ofRequest(picked), code }))
    // Right or wrong, the case says where it stands now: the next step, or one try less.
    await onStep()
  }
  const wrong = checking.error?.code === 'caller_code_wrong' ? checking.error : undefined
  return (
    <Form act={checking} onSubmit={check}>
      <p class="quiet">{t('answer.caller-code-do')}</p>
      <p>
        <b>{t('answer.caller-code-warn')}</b>
      </p>
      <CodeField
        label={t('answer.caller-code')}
        hint={t('answer.caller-code-hint')}
        name="caller-code"
        maxLength={40}
        inputRef={input}
        error={wrong && refusalText(wrong)}
        below={left < allTries && <p class="quiet small">{t('answer.caller-code-left', { count: left })}</p>}
      />
      <ErrorNote error={wrong ? undefined : checking.error} />
      <p>
        <Button type="submit" busy={checking.busy}>
          {t('answer.caller-code-check')}
        </Button>
      </p>
    </Form>
  )
}
