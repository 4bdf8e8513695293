import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
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
import { hasPhone, type TypedMethod } from './panel.ts'
import type { PanelProps } from './panel-props.ts'
import { useTypedAnswer } from './use-typed-answer.ts'

interface CodePanelProps extends PanelProps {
  method: TypedMethod
  /** The code is digits: phones show the number pad. */
  digits?: boolean
  /** The browser may fill in what a message brought. */
  oneTime?: boolean
  /** Where the code is found, between the heading and the field. */
  children?: ComponentChildren
  /** Stands below the button, such as "Send again". */
  below?: ComponentChildren
}

/** The page of a method whose code is typed: one field and "Continue" (SI-8, SI-9). */
export function CodePanel({ method, digits, oneTime, children, below, ...props }: CodePanelProps) {
  const { view, level = 1, choose, onView, reload, onTyped } = props
  const { input, busy, wrong, submit, clear } = useTypedAnswer({
    onView,
    reload,
    send: (typed) => signInApi.answer(method, typed),
    missing: t(`${method}.missing`),
    wrongText: (refusal) => (refusal.code === 'code_not_accepted' ? t(`${method}.wrong`) : refusalText(refusal)),
    onTaken: onTyped,
  })
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
        if (!busy && !waits) void submit()
      }}
    >
      <div class="stack close">
        <StepHeading level={level} focus={false} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        <p class="quiet">{t(`${method}.do`)}</p>
      </div>
      {children}
      <CodeField
        label={t(`${method}.label`)}
        name="code"
        hint={t(`${method}.hint`)}
        error={waits ? undefined : wrong}
        inputRef={input}
        maxLength={200}
        digits={digits ?? false}
        autocomplete={oneTime ? 'one-time-code' : 'off'}
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
      {below}
      <div class="row spread">
        <BackToPhone {...props} />
        <Button kind="link" onClick={() => choose('methods')}>
          {t('methods.all')}
        </Button>
      </div>
    </form>
  )
}
