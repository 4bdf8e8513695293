import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'

/** The name of a new group. */
export function NewGroup({ onCreated }: { onCreated: (name: string) => void }) {
  const [name, setName] = useState('')
  const creating = useAct()
  const create = async () => {
    const given = name.trim()
    if (given === '' || !(await creating.run(() => consoleApi.createGroup(given)))) return
    setName('')
    onCreated(given)
  }
  return (
    <Form act={creating} class="stack narrow" onSubmit={create}>
      <Field
        label={t('groups.name')}
        name="group"
        required
        maxLength={60}
        autocomplete="off"
        value={name}
        error={creating.error && refusalText(creating.error)}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <p>
        <Button type="submit" kind="plain" busy={creating.busy}>
          {t('groups.create')}
        </Button>
      </p>
    </Form>
  )
}
