import type { PairingView } from '@sparekey/protocol/account'
import { useState } from 'preact/hooks'
import { rich, t } from '../../messages/messages.ts'
import { Button } from '../../ui/Button.tsx'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Countdown } from '../../ui/Countdown.tsx'
import { Note } from '../../ui/Note.tsx'
import { QrCode } from '../../ui/QrCode.tsx'
import { InstallHelp } from './InstallHelp.tsx'

interface ShowCodeProps {
  view: PairingView
  expired: boolean
  localhost: boolean
  renewing: boolean
  onRenew: () => void
}

/** The code to scan, the code to type, and what to do on the phone. */
export function ShowCode({ view, expired, localhost, renewing, onRenew }: ShowCodeProps) {
  return (
    <>
      {localhost && view.url && <TryHere url={view.url} expired={expired} />}
      <div class="pairing">
        <div class="stack close">
          {expired || !view.url ? (
            <div class="qr-gone stack close">
              <p>
                <b>{t('pairing.expired')}</b>
              </p>
              <p class="quiet small">{t('pairing.expired-text')}</p>
              <p>
                <Button busy={renewing} onClick={onRenew}>
                  {t('pairing.renew')}
                </Button>
              </p>
            </div>
          ) : (
            <QrCode text={view.url} label={t('pairing.qr')} />
          )}
          <p class="quiet small pairing-left">
            {!expired && (
              <>
                <span class="pulse" />
                <span>
                  {t('pairing.waiting')} · {rich('pairing.left', { time: <Countdown until={view.expiresAt} /> })}
                </span>
              </>
            )}
          </p>
        </div>
        <div class="stack">
          <InstallHelp />
          {!expired && view.code && <ByHand code={view.code} />}
        </div>
      </div>
    </>
  )
}

function ByHand({ code }: { code: string }) {
  const address = `${location.origin}/app/`
  return (
    <div class="stack close by-hand">
      <p>
        <b>{t('pairing.no-camera')}</b>
      </p>
      <p>{rich('pairing.by-hand', { address: <b>{address}</b> })}</p>
      <p class="row">
        <code class="typed-code" role="img" aria-label={t('pairing.code-read', { code: code.split('').join(' ') })}>
          {code}
        </code>
        <CopyButton text={code} />
      </p>
    </div>
  )
}

/** On localhost a phone cannot reach the site: a small window plays the phone (TD-7). */
function TryHere({ url, expired }: { url: string; expired: boolean }) {
  const [blocked, setBlocked] = useState(false)
  const openWindow = () => {
    setBlocked(!window.open(url, 'sparekey-phone', 'popup,width=390,height=844'))
  }
  return (
    <Note kind="warn">
      <p>
        <b>{t('pairing.localhost')}</b>
      </p>
      <p>{t('pairing.localhost-text')}</p>
      <p>
        <Button disabled={expired} onClick={openWindow}>
          {t('pairing.open-window')}
        </Button>
      </p>
      <p role="alert">{blocked && t('pairing.window-blocked')}</p>
    </Note>
  )
}
