import type { RefusalBody, RefusalCode } from '@sparekey/protocol/errors'
import type { SignInView } from '@sparekey/protocol/sign-in'
import { useEffect, useRef, useState } from 'preact/hooks'
import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { CodeField } from '../ui/CodeField.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Field } from '../ui/Field.tsx'
import { Gate } from '../ui/Gate.tsx'
import { NewPasswordField } from '../ui/NewPasswordField.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import { DoneScreen } from './DoneScreen.tsx'

const names = ['login', 'code', 'password'] as const
type Name = (typeof names)[number]
type Wrong = Partial<Record<Name, string>>

/** The field that a refusal is about. */
const fieldOf: Partial<Record<RefusalCode, Name>> = {
  access_code_wrong: 'code',
  password_too_short: 'password',
  password_too_long: 'password',
  password_common: 'password',
  password_own_words: 'password',
  password_same: 'password',
}

/** Characters, where the service has not told (EN-3, as shipped). */
const shortest = 15

function usePasswordByCode() {
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Wrong>({})
  const [refused, setRefused] = useState<RefusalBody>()
  const [done, setDone] = useState(false)
  const stumble = (what: Wrong): void => {
    setWrong(what)
    const first = names.find((name) => what[name])
    form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
  }
  const send = async (): Promise<void> => {
    const typed = new FormData(form.current ?? undefined)
    const text = (name: Name): string => String(typed.get(name) ?? '')
    const given = { login: text('login').trim(), code: text('code').trim(), password: text('password') }
    const missing = names.filter((name) => !given[name]).map((name) => [name, t(`link.missing-${name}`)] as const)
    setRefused(undefined)
    if (missing.length > 0) return stumble(Object.fromEntries(missing))
    setBusy(true)
    const answer = await signInApi.passwordByCode(given)
    setBusy(false)
    if (answer.ok) return setDone(true)
    const field = fieldOf[answer.refusal.code]
    stumble(field ? { [field]: refusalText(answer.refusal) } : {})
    if (!field) setRefused(answer.refusal)
  }
  const fieldFor = (name: Name) => ({ name, error: wrong[name], onInput: () => setWrong({ ...wrong, [name]: undefined }) })
  return { form, busy, refused, done, send, fieldFor }
}

/** `/link/password`: a new password by an access code from an administrator (RR-13, SI-15). It signs nobody in. */
export function PasswordByCodePage() {
  const [site, setSite] = useState<SignInView>()
  useEffect(() => {
    void signInApi.look().then((answer) => {
      if (answer.ok) setSite(answer.value)
    })
  }, [])
  return (
    <Gate siteName={site?.siteName} footer={site?.support && t('by-code.support', { support: site.support })}>
      <PasswordByCode min={site?.passwordMin ?? shortest} />
    </Gate>
  )
}

function PasswordByCode({ min }: { min: number }) {
  const { form, busy, refused, done, send, fieldFor } = usePasswordByCode()
  if (done) return <DoneScreen title={t('reset.done')} text={t('by-code.done-do')} to="/login" />
  return (
    <form
      ref={form}
      class="stack far"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <div class="stack close">
        <StepHeading focus={false} title={t('by-code.title')}>
          {t('by-code.title')}
        </StepHeading>
        <p class="quiet">{t('by-code.do')}</p>
      </div>
      <div class="stack">
        <Field label={t('link.login')} autocomplete="username" exact maxLength={320} autofocus {...fieldFor('login')} />
        <CodeField label={t('by-code.code')} hint={t('by-code.code-hint')} maxLength={40} {...fieldFor('code')} />
        <NewPasswordField min={min} {...fieldFor('password')} />
      </div>
      <ErrorNote error={refused} />
      <Button type="submit" wide busy={busy}>
        {t('reset.button')}
      </Button>
      <p>
        <a href="/login">{t('link.to-login')}</a>
      </p>
    </form>
  )
}
