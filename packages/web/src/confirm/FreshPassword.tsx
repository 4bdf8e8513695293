import type { SignInView } from '@sparekey/protocol/sign-in'
import { useRef, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'

interface FreshPasswordProps {
  act: string
  params: Record<string, string>
  /** How the last attempt ended. */
  ended: string | undefined
  onView: (view: SignInView) => void
  onCancel: () => void
}

/** The first half of a fresh confirmation: the password again. */
export function FreshPassword({ act, params, ended, onView, onCancel }: FreshPasswordProps) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<string>()
  const stumble = (text: string): void => {
    setWrong(text)
    input.current?.focus()
    input.current?.select()
  }
  const send = async (): Promise<void> => {
    const password = input.current?.value ?? ''
    if (!password) return stumble(t('fresh.missing'))
    setBusy(true)
    const answer = await signInApi.confirm({ act, params, password })
    setBusy(false)
    if (answer.ok) return onView(answer.value)
    stumble(answer.refusal.code === 'login_not_accepted' ? t('fresh.wrong') : refusalText(answer.refusal))
  }
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      {ended && <Note kind="warn">{ended}</Note>}
      <p class="quiet">{t('fresh.password-do')}</p>
      <PasswordField
        label={t('common.password')}
        name="password"
        error={wrong}
        inputRef={input}
        autofocus
        onInput={() => setWrong(undefined)}
      />
      <div class="row">
        <Button type="submit" busy={busy}>
          {t('common.continue')}
        </Button>
        <Button kind="link" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  )
}
