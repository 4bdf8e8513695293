import type { DeviceView } from '@sparekey/protocol/account'
import { serverNow } from '../api/server-time.ts'
import { t } from '../messages/messages.ts'
import { Tag } from '../ui/Tag.tsx'

/** What there is to know about a device beyond its name; each has a tag and a sentence (OP-9, RR-10, TD-7). */
export type DeviceMark = 'held' | 'blocked' | 'paused' | 'stopped' | 'other-address' | 'trial' | 'unused' | 'no-push'

/** ms. The longest suspension takes two days: what is paused for longer comes back only by hand (RR-10). */
const longestPause = 3 * 86_400_000

/** ms. Nobody used it for so long (TD-5). */
const unusedAfter = 180 * 86_400_000

export function deviceMarks(device: DeviceView, now = serverNow()): DeviceMark[] {
  const pausedFor = (device.pausedUntil ?? 0) - now
  const confirms = device.state === 'trusted' && !device.otherAddress && pausedFor <= 0
  const unused = confirms && Math.max(device.lastUsedAt ?? 0, device.addedAt) <= now - unusedAfter
  const marks: [DeviceMark, boolean][] = [
    ['held', device.state === 'held'],
    ['blocked', device.state === 'blocked'],
    ['paused', device.state !== 'blocked' && pausedFor > 0 && pausedFor <= longestPause],
    ['stopped', device.state !== 'blocked' && pausedFor > longestPause],
    ['other-address', device.otherAddress],
    ['trial', device.trial],
    ['unused', unused],
    ['no-push', confirms && !device.push && !device.trial],
  ]
  return marks.filter(([, is]) => is).map(([mark]) => mark)
}

const kinds = {
  held: 'bad',
  blocked: 'bad',
  paused: 'warn',
  stopped: 'bad',
  'other-address': 'bad',
  trial: undefined,
  unused: 'warn',
  'no-push': 'warn',
} as const

export function DeviceTags({ marks }: { marks: DeviceMark[] }) {
  return (
    <>
      {marks.map((mark) => (
        <Tag key={mark} kind={kinds[mark]}>
          {t(`device.${mark}`)}
        </Tag>
      ))}
    </>
  )
}
