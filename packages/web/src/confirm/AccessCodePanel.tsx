import { signInApi } from '../api/sign-in.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { Button } from '../ui/Button.tsx'
import { CodeField } from '../ui/CodeField.tsx'
import { StepHeading } from '../ui/StepHeading.tsx'
import type { PanelProps } from './panel-props.ts'
import { useTypedAnswer } from './use-typed-answer.ts'

/** "I have an access code": from an administrator, from the server, or the break-glass kit (RR-1, RR-8, RR-11). */
export function AccessCodePanel({ view, level = 1, choose, onView, reload }: PanelProps) {
  const heading = t('access-code.title')
  const { input, busy, wrong, submit, clear } = useTypedAnswer({
    onView,
    reload,
    send: signInApi.accessCode,
    missing: t('access-code.missing'),
    wrongText: refusalText,
  })
  return (
    <form
      class="stack far"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void submit()
      }}
    >
      <div class="stack close">
        <StepHeading level={level} focus={false} title={level === 1 ? `${heading} · ${view.siteName}` : undefined}>
          {heading}
        </StepHeading>
        <p class="quiet">{t('access-code.do')}</p>
      </div>
      <CodeField
        label={t('access-code.label')}
        name="access-code"
        hint={t('access-code.hint')}
        error={wrong}
        inputRef={input}
        maxLength={60}
        autofocus
        onInput={clear}
      />
      <Button type="submit" wide busy={busy}>
        {t('common.continue')}
      </Button>
      <div>
        <Button kind="link" onClick={() => choose('cannot')}>
          {t('common.back')}
        </Button>
      </div>
    </form>
  )
}
