import type { DeviceView } from '@sparekey/protocol/account'
import { rich, t } from '../messages/messages.ts'
import { Time } from '../ui/Time.tsx'

/** "Pixel, Android 16 · Added 3 days ago · last used 5 minutes ago". */
export function DeviceTimes({ device }: { device: DeviceView }) {
  return (
    <>
      {device.system} · {rich('device.added', { when: <Time at={device.addedAt} /> })} ·{' '}
      {device.lastUsedAt === undefined ? t('device.never-used') : rich('device.used', { when: <Time at={device.lastUsedAt} /> })}
    </>
  )
}
