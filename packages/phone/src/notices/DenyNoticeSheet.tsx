import type { PhoneNotice } from '@sparekey/protocol/phone'
import { useState } from 'preact/hooks'
import { denyNotice } from '../api/phone-act.ts'
import { t } from '../messages/messages.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { lookAt } from '../state/look.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { Button } from '../ui/Button.tsx'
import { Sheet } from '../ui/Sheet.tsx'
import { noticeText } from './notice-text.ts'

interface DenyNoticeProps {
  account: StoredAccount
  notice: PhoneNotice
  onClose: () => void
}

/** "This wasn't me": asks once, says what it takes away, and then how to go on (AU-4). */
export function DenyNoticeSheet({ account, notice, onClose }: DenyNoticeProps) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const [done, setDone] = useState(false)
  const deny = async () => {
    setBusy(true)
    const outcome = await denyNotice(account, notice.id)
    setBusy(false)
    if (!outcome.ok) return setError(refusalText(outcome))
    setDone(true)
    void lookAt(account)
  }
  if (done) {
    return (
      <Sheet title={t('notices.denied')} onClose={onClose}>
        <p role="status">{t('notices.denied-why')}</p>
        <Button onClick={onClose}>{t('app.done')}</Button>
      </Sheet>
    )
  }
  return (
    <Sheet title={t('notices.deny-title')} onClose={onClose}>
      <p class="strong">{noticeText(notice)}</p>
      <p>{t('notices.deny-what')}</p>
      <ul class="plain-list">
        {(['notices.deny-1', 'notices.deny-2', 'notices.deny-3', 'notices.deny-4'] as const).map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      {error && (
        <p class="error" role="alert">
          {error}
        </p>
      )}
      <div class="stack tight">
        <Button kind="bad" busy={busy} onClick={() => void deny()}>
          {t('notices.deny')}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {t('app.cancel')}
        </Button>
      </div>
    </Sheet>
  )
}
