import type { DeviceView } from '@sparekey/protocol/account'
import { t } from '../../messages/messages.ts'
import { DeviceTags, deviceMarks } from '../../shell/DeviceTags.tsx'
import { DeviceTimes } from '../../shell/DeviceTimes.tsx'
import { Section } from '../../shell/Section.tsx'
import { PhoneIcon } from '../../ui/icons.tsx'

/** The phones of an account, as its administrator sees them: to read only. */
export function PersonDevices({ devices }: { devices: DeviceView[] }) {
  return (
    <Section title={t('person.devices')}>
      {devices.length === 0 ? (
        <p class="quiet">{t('person.no-devices')}</p>
      ) : (
        <ul class="lines">
          {devices.map((device) => (
            <li key={device.id} class="line">
              <PhoneIcon />
              <div class="stack tight">
                <p class="row">
                  <b>{device.name}</b>
                  <DeviceTags marks={deviceMarks(device)} />
                </p>
                <p class="quiet small">
                  <DeviceTimes device={device} />
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
