import type { SignInView } from '@sparekey/protocol/sign-in'
import { useRef, useState } from 'preact/hooks'
import { wantedPath, wantsConfirmation } from '../api/go.ts'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import type { ScreenProps } from './screen-props.ts'

interface Wrong {
  login?: string
  password?: string
}

/** The password step: what was typed, and what is wrong with it. */
function useBegin({ watched, happen }: ScreenProps) {
  const login = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Wrong>({})
  const stumble = (what: Wrong): void => {
    setWrong(what)
    const field = what.login ? login.current : password.current
    field?.focus()
    field?.select()
  }
  const send = async (): Promise<void> => {
    const given = { login: login.current?.value.trim() ?? '', password: password.current?.value ?? '' }
    if (!given.login) return stumble({ login: t('sign-in.missing-login') })
    if (!given.password) return stumble({ password: t('sign-in.missing-password') })
    setBusy(true)
    const returnTo = wantedPath()
    const answer = await signInApi.begin({
      ...given,
      ...(returnTo === undefined ? {} : { returnTo }),
      ...(wantsConfirmation() ? { confirm: true } : {}),
    })
    setBusy(false)
    if (!answer.ok) return stumble({ password: refusalText(answer.refusal) })
    happen('began')
    watched.put(answer.value)
  }
  return { login, password, busy, wrong, send, clear: () => setWrong({}) }
}

/** "Login", "Password", "Log in" (SI-1). */
export function PasswordScreen({ view, ...props }: ScreenProps & { view: SignInView }) {
  const { login, password, busy, wrong, send, clear } = useBegin(props)
  return (
    <form
      class="stack far"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <StepHeading focus={false} title={t('sign-in.to', { site: view.siteName })}>
        {t('sign-in.title')}
      </StepHeading>
      <div class="stack">
        <Field
          label={t('sign-in.login')}
          name="username"
          placeholder={t('sign-in.login-hint')}
          autocomplete="username"
          exact
          maxLength={320}
          autofocus
          error={wrong.login}
          inputRef={login}
          onInput={clear}
        />
        <PasswordField label={t('common.password')} name="password" error={wrong.password} inputRef={password} onInput={clear} />
      </div>
      <Button type="submit" wide busy={busy}>
        {t('sign-in.button')}
      </Button>
      <div>
        <Button kind="link" onClick={() => props.happen('chose-forgotten')}>
          {t('sign-in.forgotten')}
        </Button>
      </div>
    </form>
  )
}
