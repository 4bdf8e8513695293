import { useRef, useState } from 'preact/hooks'
import type { Answer } from '../api/request.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from './Button.tsx'
import { NewPasswordField } from './NewPasswordField.tsx'

interface SetPasswordProps {
  /** For password managers: whose password this is. */
  login: string | undefined
  min: number
  button: string
  send: (password: string) => Promise<Answer<unknown>>
}

/** A form that sets a new password and does nothing else. Typed once: it can be shown. */
export function SetPassword({ login, min, button, send }: SetPasswordProps) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const submit = async (): Promise<void> => {
    const password = input.current?.value ?? ''
    let text: string | undefined = password ? undefined : t('common.password-missing')
    if (password) {
      setBusy(true)
      const answer = await send(password)
      setBusy(false)
      text = answer.ok ? undefined : refusalText(answer.refusal)
    }
    setWrong(text)
    if (text) input.current?.focus()
  }
  return (
    <form
      class="stack far"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void submit()
      }}
    >
      {login && (
        <input class="unseen" type="text" name="username" autocomplete="username" value={login} readOnly tabIndex={-1} aria-hidden="true" />
      )}
      <NewPasswordField name="password" min={min} error={wrong} inputRef={input} autofocus onInput={() => setWrong(undefined)} />
      <Button type="submit" wide busy={busy}>
        {button}
      </Button>
    </form>
  )
}
