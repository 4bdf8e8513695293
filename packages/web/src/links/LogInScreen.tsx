import { useRef, useState } from 'preact/hooks'
import { goTo } from '../api/go.ts'
import { linksApi } from '../api/links.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { PasswordField } from '../ui/PasswordField.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import type { LinkScreenProps } from './link-screen-props.ts'
import { dropLink } from './link-token.ts'

const texts = {
  'first-start': { title: 'first-start.resume', do: 'first-start.resume-do' },
  'set-up': { title: 'set-up.link-title', do: 'set-up.link-do' },
} as const

/** Links that also want login and password: an unfinished first start (OP-1), and a new set-up (OP-9). */
export function LogInScreen({ purpose, link, view, onGone }: LinkScreenProps & { purpose: keyof typeof texts }) {
  const login = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ login?: string; password?: string }>({})
  const stumble = (what: typeof wrong): void => {
    setWrong(what)
    const field = what.login ? login.current : password.current
    field?.focus()
    field?.select()
  }
  const send = async (): Promise<void> => {
    const given = { token: link.token, login: login.current?.value.trim() ?? '', password: password.current?.value ?? '' }
    if (!given.login) return stumble({ login: t('link.missing-login') })
    if (!given.password) return stumble({ password: t('link.missing-password') })
    setBusy(true)
    const answer = await linksApi.logIn(purpose, given)
    setBusy(false)
    if (answer.ok) {
      dropLink()
      return goTo(answer.value.to)
    }
    if (answer.refusal.code === 'link_over') return onGone(answer.refusal)
    stumble({ password: refusalText(answer.refusal) })
  }
  const title = t(texts[purpose].title)
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
        <StepHeading focus={false} title={`${title} · ${view.siteName}`}>
          {title}
        </StepHeading>
        <p class="quiet">{t(texts[purpose].do)}</p>
      </div>
      <div class="stack">
        <Field
          label={t('link.login')}
          name="username"
          autocomplete="username"
          exact
          defaultValue={view.account?.login ?? ''}
          error={wrong.login}
          inputRef={login}
          autofocus
          onInput={() => setWrong({})}
        />
        <PasswordField label={t('link.password')} name="password" error={wrong.password} inputRef={password} onInput={() => setWrong({})} />
      </div>
      <Button type="submit" wide busy={busy}>
        {t('set-up.link-button')}
      </Button>
    </form>
  )
}
