import { useState } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { usePlace } from '../../shell/router.ts'
import { Section } from '../../shell/Section.tsx'
import { Note } from '../../ui/Note.tsx'
import { DeviceRow } from './DeviceRow.tsx'
import { LogOutOthers } from './LogOutOthers.tsx'
import type { SecurityPart } from './security-part.ts'

const most = 5

/** "Trusted devices" (TD-4). A phone that was just paired comes back here by `?added=` or `?changed=` with its name. */
export function DevicesSection({ view, mayAct, reload }: SecurityPart) {
  const { query } = usePlace()
  const [said, setSaid] = useState(() => paired(query))
  const [offer, setOffer] = useState(said !== undefined)
  const say = (text: string, changesTrust: boolean) => {
    setSaid(text)
    setOffer(changesTrust)
    void reload()
  }
  const on = view.twoFactorSince !== undefined
  return (
    <Section title={t('devices.title')} id="devices">
      <div role="status">
        {said && (
          <Note kind="good">
            <p>{said}</p>
            {offer && <LogOutOthers key={said} />}
          </Note>
        )}
      </div>
      {view.devices.length === 0 ? (
        <p class="quiet">{on ? t('devices.none-on') : t('devices.none')}</p>
      ) : (
        <ul class="lines">
          {view.devices.map((device) => (
            <DeviceRow
              key={device.id}
              device={device}
              mayAct={mayAct}
              onRenamed={(name) => say(t('devices.renamed', { name }), false)}
              onRemoved={(name) => say(t('devices.removed', { name }), true)}
              onAllowed={(name) => say(t('devices.allowed', { name }), true)}
            />
          ))}
        </ul>
      )}
      {mayAct && on && <AddPhone full={view.devices.length >= most} />}
    </Section>
  )
}

function paired(query: URLSearchParams): string | undefined {
  const added = query.get('added')
  const changed = query.get('changed')
  if (added) return t('devices.added', { name: added })
  return changed ? t('devices.changed', { name: changed }) : undefined
}

function AddPhone({ full }: { full: boolean }) {
  if (full) return <p class="quiet">{t('devices.most')}</p>
  return (
    <p>
      <a class="button plain" href="/account/security/add">
        {t('devices.add')}
      </a>
    </p>
  )
}
