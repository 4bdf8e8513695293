import type { RefusalBody, RefusalCode } from '@sparekey/protocol/errors'
import { useRef, useState } from 'preact/hooks'
import { goTo } from '../api/go.ts'
import { linksApi } from '../api/links.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { Field } from '../ui/Field.tsx'
import { NewPasswordField } from '../ui/NewPasswordField.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { dropLink } from './link-token.ts'

const names = ['name', 'login', 'email', 'password'] as const
type Name = (typeof names)[number]
type Wrong = Partial<Record<Name, string>>

/** The field that a refusal is about. */
const fieldOf: Partial<Record<RefusalCode, Name>> = {
  login_taken: 'login',
  login_invalid: 'login',
  address_taken: 'email',
  address_invalid: 'email',
  password_too_short: 'password',
  password_too_long: 'password',
  password_common: 'password',
  password_own_words: 'password',
}

function useFirstStart({ link, onGone }: LinkScreenProps) {
  const form = useRef<HTMLFormElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<Wrong>({})
  const [refused, setRefused] = useState<RefusalBody>()
  const stumble = (what: Wrong): void => {
    setWrong(what)
    const first = names.find((name) => what[name])
    form.current?.querySelector<HTMLInputElement>(`[name="${first}"]`)?.focus()
  }
  const send = async (): Promise<void> => {
    const typed = new FormData(form.current ?? undefined)
    const text = (name: Name): string => String(typed.get(name) ?? '')
    const given = { name: text('name').trim(), login: text('login').trim(), email: text('email').trim(), password: text('password') }
    const missing = names.filter((name) => !given[name]).map((name) => [name, t(`link.missing-${name}`)] as const)
    setRefused(undefined)
    if (missing.length > 0) return stumble(Object.fromEntries(missing))
    setBusy(true)
    const answer = await linksApi.firstStart({ token: link.token, ...given })
    setBusy(false)
    if (answer.ok) {
      dropLink()
      return goTo(answer.value.to)
    }
    const field = fieldOf[answer.refusal.code]
    stumble(field ? { [field]: refusalText(answer.refusal) } : {})
    if (answer.refusal.code === 'link_over') onGone(answer.refusal)
    else if (!field) setRefused(answer.refusal)
  }
  const fieldFor = (name: Name) => ({ name, error: wrong[name], onInput: () => setWrong({ ...wrong, [name]: undefined }) })
  return { form, busy, refused, send, fieldFor }
}

/** The first administrator's account (OP-1). */
export function FirstStartScreen(props: LinkScreenProps) {
  const { view } = props
  const { form, busy, refused, send, fieldFor } = useFirstStart(props)
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
        <StepHeading focus={false} title={`${t('first-start.title')} · ${view.siteName}`}>
          {t('first-start.title')}
        </StepHeading>
        <p class="quiet">{t('first-start.do', { site: view.siteName })}</p>
      </div>
      <div class="stack">
        <Field label={t('link.name')} autocomplete="name" maxLength={120} autofocus {...fieldFor('name')} />
        <Field label={t('link.login')} hint={t('link.login-hint')} autocomplete="username" exact maxLength={64} {...fieldFor('login')} />
        <Field label={t('link.email')} type="email" autocomplete="email" maxLength={254} {...fieldFor('email')} />
        <NewPasswordField label={t('link.password')} min={view.passwordMin} {...fieldFor('password')} />
      </div>
      <ErrorNote error={refused} />
      <Button type="submit" wide busy={busy}>
        {t('first-start.button')}
      </Button>
    </form>
  )
}
