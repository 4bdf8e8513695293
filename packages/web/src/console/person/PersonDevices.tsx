import type { DeviceView } from '@sparekey/protocol/account'
import type { PersonView } from '@sparekey/protocol/console'
import { useState } from 'preact/hooks'
import { consoleApi } from '../../api/console.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { DeviceTags, deviceMarks } from '../../shell/DeviceTags.tsx'
import { DeviceTimes } from '../../shell/DeviceTimes.tsx'
import { Section } from '../../shell/Section.tsx'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { PhoneIcon } from '../../ui/icons.tsx'

interface PersonDevicesProps {
  view: PersonView
  onDone: (said: string) => void
}

/** The phones of an account, as its administrator sees them. One that was reported lost and found is allowed again here (TD-8). */
export function PersonDevices({ view, onDone }: PersonDevicesProps) {
  const { devices } = view
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
                {device.mayUnblock && !view.self && <AllowPhone view={view} device={device} onDone={onDone} />}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function AllowPhone({ view, device, onDone }: PersonDevicesProps & { device: DeviceView }) {
  const [asking, setAsking] = useState(false)
  const act = useAct()
  const names = { phone: device.name, name: view.name }
  const allow = async () => {
    setAsking(false)
    if (await act.run(() => consoleApi.allowLostPhone(view.id, device.id), t('person.allow-phone-about', names)))
      onDone(t('person.allow-phone-done', names))
  }
  return (
    <>
      <p>
        <Button kind="link" busy={act.busy} onClick={() => setAsking(true)}>
          {t('person.allow-phone')}
        </Button>
      </p>
      <ErrorNote error={act.error} />
      <AskOnce
        open={asking}
        title={t('person.allow-phone')}
        text={t('person.allow-phone-text', names)}
        yes={t('person.allow-phone')}
        onYes={() => void allow()}
        onClose={() => setAsking(false)}
      />
    </>
  )
}
