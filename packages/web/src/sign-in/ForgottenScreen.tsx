import type { RefusalBody } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useRef, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Field } from '../ui/Field.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { SayScreen } from './SayScreen.tsx'
import type { ScreenProps } from './screen-props.ts'

/** For who has an access code from an administrator (RR-13), and the way back. */
function OtherWays({ happen }: Pick<ScreenProps, 'happen'>) {
  return (
    <div class="stack close">
      <p>
        <a href="/link/password">{t('forgotten.code')}</a>
      </p>
      <div>
        <Button kind="link" onClick={() => happen('chose-login')}>
          {t('forgotten.back')}
        </Button>
      </div>
    </div>
  )
}

/** Asks for the login, and sends. The same answer for everybody (EN-3). */
function AskForm({ happen, onSent }: Pick<ScreenProps, 'happen'> & { onSent: () => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [missing, setMissing] = useState(false)
  const [refused, setRefused] = useState<RefusalBody>()
  const send = async (): Promise<void> => {
    const login = input.current?.value.trim() ?? ''
    setMissing(!login)
    if (!login) return input.current?.focus()
    setBusy(true)
    const answer = await signInApi.forgotten(login)
    setBusy(false)
    if (answer.ok) onSent()
    else setRefused(answer.refusal)
  }
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
        <StepHeading focus={false} title={t('forgotten.title')}>
          {t('forgotten.title')}
        </StepHeading>
        <p class="quiet">{t('forgotten.do')}</p>
      </div>
      <Field
        label={t('sign-in.login')}
        name="username"
        placeholder={t('sign-in.login-hint')}
        autocomplete="username"
        exact
        maxLength={320}
        autofocus
        error={missing && t('sign-in.missing-login')}
        inputRef={input}
      />
      <ErrorNote error={refused} />
      <Button type="submit" wide busy={busy}>
        {t('forgotten.send')}
      </Button>
      <OtherWays happen={happen} />
    </form>
  )
}

/** "Forgotten password": a link by mail, or whom to ask where there is no mail. */
export function ForgottenScreen({ view, happen }: ScreenProps & { view: SignInView }) {
  const [sent, setSent] = useState(false)
  if (view.mail && !sent) return <AskForm happen={happen} onSent={() => setSent(true)} />
  const whom = view.support ?? t('forgotten.nobody')
  return (
    <SayScreen
      title={sent ? t('forgotten.sent') : t('forgotten.title')}
      text={sent ? t('forgotten.sent-do') : t('forgotten.no-mail', { whom })}
    >
      <OtherWays happen={happen} />
    </SayScreen>
  )
}
