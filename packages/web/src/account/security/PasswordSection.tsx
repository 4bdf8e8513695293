import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { rich, t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { NewPasswordField } from '../../ui/NewPasswordField.tsx'
import { Note } from '../../ui/Note.tsx'
import { Time } from '../../ui/Time.tsx'
import type { SecurityPart } from './security-part.ts'

/** When the password was changed, and changing it. A changed one ends all other sessions (SI-12). */
export function PasswordSection({ view, mayAct, reload }: SecurityPart) {
  const [open, setOpen] = useState(false)
  const [done, setDone] = useState(false)
  const changed = view.passwordChangedAt
  return (
    <Section title={t('password.title')}>
      <div role="status">{done && <Note kind="good">{t('password.done')}</Note>}</div>
      {view.passwordMarked && <Note kind="bad">{t('password.marked')}</Note>}
      <p>{changed === undefined ? t('password.unchanged') : rich('password.changed', { when: <Time at={changed} /> })}</p>
      {mayAct && !open && (
        <p>
          <Button kind="plain" onClick={() => setOpen(true)}>
            {t('password.change')}
          </Button>
        </p>
      )}
      {open && (
        <ChangePassword
          min={view.passwordMin}
          onCancel={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            setDone(true)
            void reload()
          }}
        />
      )}
    </Section>
  )
}

function ChangePassword({ min, onDone, onCancel }: { min: number; onDone: () => void; onCancel: () => void }) {
  const [password, setPassword] = useState('')
  const changing = useAct()
  const save = async () => {
    if (await changing.run(() => account.changePassword(password), t('about.change-password'))) onDone()
  }
  return (
    <Form act={changing} class="stack narrow" onSubmit={save}>
      <NewPasswordField
        name="new-password"
        min={min}
        required
        autofocus
        error={changing.error && refusalText(changing.error)}
        onInput={(event) => setPassword(event.currentTarget.value)}
      />
      <p class="quiet small">{t('password.ends')}</p>
      <div class="row">
        <Button type="submit" busy={changing.busy}>
          {t('password.save')}
        </Button>
        <Button kind="link" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
