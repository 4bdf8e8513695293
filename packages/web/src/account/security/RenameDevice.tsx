import type { DeviceView } from '@sparekey/protocol/account'
import { useEffect, useRef, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { refusalText } from '../../messages/refusal-text.ts'
import { Form } from '../../shell/Form.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'

interface RenameDeviceProps {
  device: DeviceView
  onDone: (name: string) => void
  onCancel: () => void
}

/** The new name of a phone, typed where the old one stands. */
export function RenameDevice({ device, onDone, onCancel }: RenameDeviceProps) {
  const [name, setName] = useState(device.name)
  const saving = useAct()
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.select(), [])
  const save = async () => {
    const to = name.trim()
    if (to === '') field.current?.focus()
    else if (await saving.run(() => account.renameDevice(device.id, to))) onDone(to)
  }
  return (
    <Form act={saving} class="stack close" onSubmit={save}>
      <Field
        label={t('devices.name')}
        name="device-name"
        value={name}
        maxLength={60}
        required
        autocomplete="off"
        inputRef={field}
        error={saving.error && refusalText(saving.error)}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <div class="row">
        <Button type="submit" kind="plain" busy={saving.busy}>
          {t('devices.save-name')}
        </Button>
        <Button kind="link" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </Form>
  )
}
