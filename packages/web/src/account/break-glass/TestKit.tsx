import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { CodeField } from '../../ui/CodeField.tsx'

/** Whether the kit in the envelope is the one that counts. It uses nothing up (RR-11). */
export function TestKit({ onTested, onCancel }: { onTested: () => void; onCancel: () => void }) {
  const [kit, setKit] = useState('')
  const testing = useAct()
  const test = async () => {
    if (await testing.run(() => account.testKit(kit.trim()), t('about.test-kit'))) onTested()
  }
  const wrong = testing.error?.code === 'code_not_accepted' ? t('kit.wrong') : testing.error && refusalText(testing.error)
  return (
    <Form act={testing} class="stack narrow" onSubmit={test}>
      <CodeField
        label={t('kit.title')}
        name="kit"
        hint={t('kit.test-hint')}
        required
        maxLength={60}
        autofocus
        value={kit}
        error={wrong}
        onInput={(event) => setKit(event.currentTarget.value)}
      />
      <div class="row">
        <Button type="submit" busy={testing.busy}>
          {t('kit.test')}
        </Button>
        <Button kind="link" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
