import { useState } from 'preact/hooks'
import { t } from '../../messages/messages.ts'
import { Section } from '../../shell/Section.tsx'
import { takeWord } from '../../shell/word.ts'
import { Note } from '../../ui/Note.tsx'
import { DeviceRow } from './DeviceRow.tsx'
import { LogOutOthers } from './LogOutOthers.tsx'
import type { SecurityPart } from './security-part.ts'

const most = 5

/** "Trusted devices" (TD-4). Coming back from pairing, it says which phone was paired. */
export function DevicesSection({ view, mayAct, reload }: SecurityPart) {
  const [said, setSaid] = useState(() => takeWord('/account/security'))
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
      {mayAct && on && (
        <p>
          <a href="/account/ready">{t('ready.title')}</a>
        </p>
      )}
    </Section>
  )
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
