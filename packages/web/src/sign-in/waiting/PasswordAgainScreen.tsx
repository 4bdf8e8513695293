import type { SignInView } from '@sparekey/protocol/sign-in'
import { useRef, useState } from 'preact/hooks'
import { signInApi } from '../../api/sign-in.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Button } from '../../ui/Button.tsx'
import { PasswordField } from '../../ui/PasswordField.tsx'
import { StepHeading } from '../../ui/StepHeading.tsx'
import type { ScreenProps } from '../screen-props.ts'

/** Access was granted on a shared computer: whoever sits there now types the password once more (RR-2). */
export function PasswordAgainScreen({ view, watched }: ScreenProps & { view: SignInView }) {
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
    const answer = await signInApi.passwordAgain(password)
    setBusy(false)
    if (answer.ok) return watched.put(answer.value)
    stumble(answer.refusal.code === 'login_not_accepted' ? t('fresh.wrong') : refusalText(answer.refusal))
    await watched.reload()
  }
  const login = view.account?.login
  return (
    <form
      class="stack far"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <div class="stack close">
        <StepHeading focus={false} title={`${t('again.title')} · ${view.siteName}`}>
          {t('again.title')}
        </StepHeading>
        <p class="quiet">{t('again.do')}</p>
      </div>
      {login && (
        <input class="unseen" type="text" name="username" autocomplete="username" value={login} readOnly tabIndex={-1} aria-hidden="true" />
      )}
      <PasswordField
        label={t('common.password')}
        name="password"
        error={wrong}
        inputRef={input}
        autofocus
        onInput={() => setWrong(undefined)}
      />
      <Button type="submit" wide busy={busy}>
        {t('sign-in.button')}
      </Button>
    </form>
  )
}
