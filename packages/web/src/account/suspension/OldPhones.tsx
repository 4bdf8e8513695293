import { account } from '../../api/account.ts'
import { DeviceTags, deviceMarks } from '../../shell/DeviceTags.tsx'
import { DeviceTimes } from '../../shell/DeviceTimes.tsx'
import { Ready } from '../../shell/Ready.tsx'
import { useLoaded } from '../../shell/use-loaded.ts'
import { PhoneIcon } from '../../ui/icons.tsx'

/** The phones whose place the new one takes (RR-10). */
export function OldPhones() {
  const security = useLoaded(account.security)
  return (
    <Ready of={security}>
      {({ devices }) =>
        devices.length > 0 && (
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
        )
      }
    </Ready>
  )
}
