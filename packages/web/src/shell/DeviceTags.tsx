import type { DeviceView } from '@sparekey/protocol/account'
import { t } from '../messages/messages.ts'
import { Tag } from '../ui/Tag.tsx'

/** What there is to know about a device beyond its name; each has a tag and a sentence (OP-9, TD-7). */
export type DeviceMark = 'held' | 'blocked' | 'other-address' | 'trial' | 'no-push'

export function deviceMarks(device: DeviceView): DeviceMark[] {
  const marks: [DeviceMark, boolean][] = [
    ['held', device.state === 'held'],
    ['blocked', device.state === 'blocked'],
    ['other-address', device.otherAddress],
    ['trial', device.trial],
    ['no-push', !device.push && !device.trial && !device.otherAddress && device.state === 'trusted'],
  ]
  return marks.filter(([, is]) => is).map(([mark]) => mark)
}

const kinds = { held: 'bad', blocked: 'bad', 'other-address': 'bad', trial: undefined, 'no-push': 'warn' } as const

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
