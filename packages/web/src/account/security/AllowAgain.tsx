import type { DeviceView } from '@sparekey/protocol/account'
import { useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'

interface AllowAgainProps {
  device: DeviceView
  /** The id of what names the phone. */
  describedBy: string
  onAllowed: (name: string) => void
}

/** "Allow again": a phone that was reported lost counts again, if it is back in its owner's hand (TD-8). */
export function AllowAgain({ device, describedBy, onAllowed }: AllowAgainProps) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const { name } = device
  const allow = async () => {
    setAsking(false)
    if (await act.run(() => account.unblockDevice(device.id), t('about.unblock-device', { name }))) onAllowed(name)
  }
  return (
    <>
      <Button kind="link" aria-describedby={describedBy} busy={act.busy} onClick={() => setAsking(true)}>
        {t('devices.allow')}
      </Button>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('devices.allow-title', { name })}
        text={t('devices.allow-text')}
        yes={t('devices.allow')}
        onYes={() => void allow()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
