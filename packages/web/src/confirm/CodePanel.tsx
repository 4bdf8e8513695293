import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { rich, t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { CodeField } from '../ui/CodeField.tsx'
import { Countdown } from '../ui/Countdown.tsx'
import { Note } from '../ui/Note.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { useReached } from '../ui/use-now.ts'
import { BackToPhone } from './BackToPhone.tsx'
import type { PanelProps } from './Confirm.tsx'
import { hasPhone, type TypedMethod } from './panel.ts'

/** Sends what was typed; tells what is wrong with it, beside the field. */
function useAnswer(method: TypedMethod, { onView, reload, onTyped }: PanelProps) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const send = async (): Promise<void> => {
    const typed = input.current?.value.trim() ?? ''
    if (!typed) return setWrong(t(`${method}.missing`))
    setBusy(true)
    const answer = await signInApi.answer(method, typed)
    setBusy(false)
    if (answer.ok) {
      onTyped?.()
      return onView(answer.value)
    }
    setWrong(answer.refusal.code === 'code_not_accepted' ? t(`${method}.wrong`) : refusalText(answer.refusal))
    // The count of wrong answers has changed, and with it perhaps the wait.
    await reload()
  }
  useEffect(() => {
    if (!wrong) return
    input.current?.focus()
    input.current?.select()
  }, [wrong])
  const clear = useCallback(() => setWrong(undefined), [])
  return { input, busy, wrong, send, clear }
}

/** The page of a method whose code is typed: one field and "Continue" (SI-8, SI-9). */
export function CodePanel({ method, ...props }: PanelProps & { method: TypedMethod }) {
  const { view, level = 1, choose } = props
  const { input, busy, wrong, send, clear } = useAnswer(method, props)
  const retryAt = view.typed?.retryAt
  const waits = !useReached(retryAt) && retryAt !== undefined
  const asksPhone = hasPhone(view) && view.phone?.pausedUntil === undefined
  const heading = t(`${method}.title`)
  useEffect(() => {
    // After the wait the field is new: what was wrong before it says nothing any more.
    if (waits) clear()
  }, [waits, clear])
  return (
    <form
      class="stack far"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy && !waits) void send()
      }}
    >
      <div class="stack close">
        <StepHeading level={level} focus={false} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        <p class="quiet">{t(`${method}.do`)}</p>
      </div>
      <CodeField
        label={heading}
        name="code"
        hint={t(`${method}.hint`)}
        error={waits ? undefined : wrong}
        inputRef={input}
        maxLength={200}
        autofocus
        onInput={clear}
      />
      {waits && retryAt !== undefined && (
        <Note kind="warn">
          <p>{rich(asksPhone ? 'typed.wait' : 'typed.wait-alone', { time: <Countdown until={retryAt} /> })}</p>
        </Note>
      )}
      <Button type="submit" wide busy={busy} disabled={waits}>
        {t('common.continue')}
      </Button>
      <div class="row spread">
        <BackToPhone {...props} />
        <Button kind="link" onClick={() => choose('methods')}>
          {t(`${method}.list`)}
        </Button>
      </div>
    </form>
  )
}
