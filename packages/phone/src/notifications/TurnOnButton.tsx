import { useState } from 'preact/hooks'
import { t } from '../messages/messages.ts'
import { Button } from '../ui/Button.tsx'
import { turnOnNotifications } from './notifications.ts'

export function TurnOnButton({ kind = 'plain' }: { kind?: 'primary' | 'plain' }) {
  const [busy, setBusy] = useState(false)
  const turnOn = async () => {
    setBusy(true)
    await turnOnNotifications()
    setBusy(false)
  }
  return (
    <Button kind={kind} busy={busy} onClick={() => void turnOn()}>
      {t('notify.turn-on')}
    </Button>
  )
}
