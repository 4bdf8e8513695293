import { useId, useState } from 'preact/hooks'
import { t } from '../../messages/messages.ts'

type Kind = 'iphone' | 'android'
const kinds: Kind[] = ['iphone', 'android']

/** What to do on the phone. An iPhone keeps an installed app's storage apart from Safari's, so there it is installed first (TD-7). */
export function InstallHelp() {
  const name = useId()
  const [kind, setKind] = useState<Kind>('iphone')
  return (
    <div class="stack close">
      <fieldset class="segment">
        <legend>{t('pairing.kind')}</legend>
        {kinds.map((one) => (
          <label key={one}>
            <input type="radio" name={name} value={one} checked={kind === one} onChange={() => setKind(one)} />
            {t(`pairing.${one}`)}
          </label>
        ))}
      </fieldset>
      <ol class="how">
        <li>{t(`pairing.${kind}-1`)}</li>
        <li>{t(`pairing.${kind}-2`)}</li>
        <li>{t(`pairing.${kind}-3`)}</li>
      </ol>
      {kind === 'iphone' && <p class="quiet small">{t('pairing.iphone-why')}</p>}
    </div>
  )
}
