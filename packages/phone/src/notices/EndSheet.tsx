import type { PhoneNotice } from '@sparekey/protocol/phone'
import { useState } from 'preact/hooks'
import type { Device } from '../api/device-token.ts'
import type { Outcome } from '../api/outcome.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { lookAt } from '../state/look.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { noticeFacts, noticeText } from './notice-text.ts'

interface EndSheetProps {
  account: StoredAccount
  notice: PhoneNotice
  onClose: () => void
  /** Signs and sends it. */
  send: (device: Device, notice: string) => Promise<Outcome<unknown>>
  title: string
  what: string
  effects: readonly string[]
  button: string
  /** What is so afterwards, and how to go on. */
  done: string
  next: string
}

/** An answer to a notice that takes power away: asks once, says what it ends, and afterwards how to go on. */
export function EndSheet({ account, notice, onClose, send, ...texts }: EndSheetProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [done, setDone] = useState(false)
  const end = async () => {
    setBusy(true)
    setError(undefined)
    const outcome = await send(account, notice.id)
    setBusy(false)
    if (!outcome.ok) return setError(refusalText(outcome))
    setDone(true)
    void lookAt(account)
  }
  if (done) {
    return (
      <Sheet title={texts.done} onClose={onClose}>
        <p role="status">{texts.next}</p>
        <Button onClick={onClose}>{t('app.done')}</Button>
      </Sheet>
    )
  }
  return (
    <Sheet title={texts.title} onClose={onClose}>
      <div>
        <p class="strong">{noticeText(notice)}</p>
        {noticeFacts(notice) && <p class="quiet">{noticeFacts(notice)}</p>}
      </div>
      <p>{texts.what}</p>
      <ul class="plain-list">
        {texts.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <div class="stack tight">
        <Button kind="bad" busy={busy} onClick={() => void end()}>
          {texts.button}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </div>
    </Sheet>
  )
}
