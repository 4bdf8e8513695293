import type { DeviceView } from '@sparekey/protocol/account'
import { useId, useState } from 'preact/hooks'
import { account } from '../../api/account.ts'
import { t } from '../../messages/messages.ts'
import { AskOnce } from '../../shell/AskOnce.tsx'
import { DeviceTags, deviceMarks } from '../../shell/DeviceTags.tsx'
import { DeviceTimes } from '../../shell/DeviceTimes.tsx'
import { go } from '../../shell/router.ts'
import { useSession } from '../../shell/session.ts'
import { useAct } from '../../shell/use-act.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNote } from '../../ui/ErrorNote.tsx'
import { PhoneIcon } from '../../ui/icons.tsx'
import { AllowAgain } from './AllowAgain.tsx'
import { RenameDevice } from './RenameDevice.tsx'

interface DeviceRowProps {
  device: DeviceView
  mayAct: boolean
  onRenamed: (name: string) => void
  onRemoved: (name: string) => void
  onAllowed: (name: string) => void
}

/** One trusted device, with "Change", "Rename" and "Remove". */
export function DeviceRow({ device, mayAct, onRenamed, onRemoved, onAllowed }: DeviceRowProps) {
  // In a suspended session "Change" is the set-up of a new phone, and all that can be done (RR-10).
  const suspended = useSession().session.suspension !== undefined
  const name = useId()
  const [doing, setDoing] = useState<'rename' | 'remove'>()
  const removing = useAct()
  const marks = deviceMarks(device)
  const remove = async () => {
    setDoing(undefined)
    if (await removing.run(() => account.removeDevice(device.id), t('about.remove-device', { name: device.name }))) onRemoved(device.name)
  }
  return (
    <li class="line">
      <PhoneIcon />
      <div class="stack close">
        <p class="row">
          <b id={name}>{device.name}</b>
          <DeviceTags marks={marks} />
        </p>
        <p class="quiet small">
          <DeviceTimes device={device} />
        </p>
        {marks.map((mark) => (
          <p key={mark} class="small">
            {t(`device.${mark}-why`)}
          </p>
        ))}
        {doing === 'rename' && (
          <RenameDevice
            device={device}
            onDone={(to) => {
              setDoing(undefined)
              onRenamed(to)
            }}
            onCancel={() => setDoing(undefined)}
          />
        )}
        <ErrorNote error={removing.error} />
      </div>
      {mayAct && (
        <div class="line-acts">
          {device.mayUnblock && <AllowAgain device={device} describedBy={name} onAllowed={onAllowed} />}
          <Button kind="link" aria-describedby={name} onClick={() => go(`/account/security/change/${device.id}`)}>
            {t('devices.change')}
          </Button>
          <Button kind="link" aria-describedby={name} onClick={() => setDoing('rename')}>
            {t('devices.rename')}
          </Button>
          <Button kind="link" aria-describedby={name} busy={removing.busy} onClick={() => setDoing('remove')}>
            {t('devices.remove')}
          </Button>
        </div>
      )}
      {suspended && (
        <div class="line-acts">
          <Button kind="link" aria-describedby={name} onClick={() => go('/account/set-up')}>
            {t('devices.change')}
          </Button>
        </div>
      )}
      <AskOnce
        open={doing === 'remove'}
        title={t('devices.remove-title', { name: device.name })}
        text={t('devices.remove-text')}
        yes={t('devices.remove')}
        bad
        onYes={() => void remove()}
        onClose={() => setDoing(undefined)}
      />
    </li>
  )
}
