import type { PracticeView } from '@sparekey/protocol/readiness'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { readyApi } from '../../api/readiness.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeField } from '../../ui/CodeField.tsx'
import { Note } from '../../ui/Note.tsx'

interface TryCodeProps {
  part: 'recovery-code' | 'verification-code'
  view: PracticeView
  onView: (view: PracticeView) => void
  /** Stands beside the button, such as a way around. */
  end: ComponentChildren
}

/** One field whose answer is checked and uses nothing up. */
export function TryCode({ part, view, onView, end }: TryCodeProps) {
  const words = part === 'recovery-code' ? 'codes' : 'verification'
  const [typed, setTyped] = useState('')
  const [empty, setEmpty] = useState(false)
  const trying = useAct()
  const seen = async () => {
    const read = await readyApi.practice()
    return read.ok ? read : undefined
  }
  const tryIt = async () => {
    setEmpty(typed.trim() === '')
    if (typed.trim() === '') return
    const answer = await trying.run(() => readyApi.tryCode(part, typed))
    // How many tries are left, and whether the rehearsal goes on, is for the service to say.
    const now = answer ?? (await seen())
    if (now) onView(now.value)
  }
  const wrong = trying.error?.code === 'code_not_accepted' ? t(`practise.${words}-wrong`) : trying.error && refusalText(trying.error)
  const left = view.triesLeft
  const none = left <= 0
  return (
    <Form act={trying} onSubmit={tryIt}>
      <CodeField
        label={t(`practise.${words}-label`)}
        hint={t(`practise.${words}-hint`)}
        name="code"
        digits={part === 'verification-code'}
        maxLength={200}
        value={typed}
        autofocus
        error={empty ? t(`practise.${words}-missing`) : wrong}
        disabled={none}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setEmpty(false)
          trying.clear()
        }}
      />
      {none && (
        <Note kind="warn">
          <p>{t('practise.tries-none')}</p>
        </Note>
      )}
      {!none && left < 4 && <p class="quiet small">{t('practise.tries', { count: left })}</p>}
      <div class="row">
        {!none && (
          <Button type="submit" busy={trying.busy}>
            {t('practise.codes-try')}
          </Button>
        )}
        {end}
      </div>
    </Form>
  )
}
