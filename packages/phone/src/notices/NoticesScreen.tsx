import type { PhoneNotice } from '@sparekey/protocol/phone'
import { useEffect, useState } from 'preact/hooks'
import { proveDevice } from '../api/device-token.ts'
import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { lookForNotices } from '../state/look.ts'
import { useObservable } from '../state/observable.ts'
import { accountName, currentAccount, markNoticesSeen, phone, viewOf } from '../state/phone.ts'
import { Button } from '../ui/Button.tsx'
import { Frame, Heading } from '../ui/Frame.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { ago, exactly } from '../ui/when.ts'
import { DenyNoticeSheet } from './DenyNoticeSheet.tsx'
import { seenUntil } from './new-notices.ts'
import { noticeFacts, noticeText } from './notice-text.ts'
import { StopNoticeSheet } from './StopNoticeSheet.tsx'

interface NoticeProps {
  notice: PhoneNotice
  /** Nobody has looked at it yet. */
  fresh: boolean
  onDeny: () => void
  onStop: () => void
}

function Notice({ notice, fresh, onDeny, onStop }: NoticeProps) {
  const now = serverNow()
  return (
    <li class="notice">
      <p class="strong">
        {noticeText(notice)} {fresh && <span class="tag warn">{t('notices.new')}</span>}
      </p>
      {noticeFacts(notice) && <p>{noticeFacts(notice)}</p>}
      <p class="quiet small">
        {ago(notice.at, now)} · {exactly(notice.at, now)}
      </p>
      {notice.canDeny && (
        <Button kind="bad" onClick={onDeny}>
          {t('notices.deny')}
        </Button>
      )}
      {notice.canStop && (
        <Button kind="bad" onClick={onStop}>
          {t('notices.stop')}
        </Button>
      )}
    </li>
  )
}

/** What the owner of the account that is shown was told (SI-14, AU-4). */
export function NoticesScreen() {
  const state = useObservable(phone)
  const account = currentAccount(state)
  const [denied, deny] = useState<PhoneNotice>()
  const [stopped, stop] = useState<PhoneNotice>()
  const device = account?.device ?? ''
  // What was new when the screen opened stays marked while it is read.
  const [seenBefore] = useState(seenUntil(state, device))
  const { notices, reached } = viewOf(state, device)
  const newest = notices?.[0]?.at

  useEffect(() => {
    // Opening the notices is a person's doing (RR-4).
    if (account) void proveDevice(account, true).then(() => lookForNotices(account))
  }, [device])
  useEffect(() => {
    if (newest !== undefined) void markNoticesSeen(device, newest)
  }, [device, newest])

  if (!account) return null
  return (
    <Frame back list>
      <Heading>{t('notices.title')}</Heading>
      {state.accounts.length > 1 && <p class="quiet">{t('notices.of', { name: accountName(account) })}</p>}
      {!notices && (reached ? <Waiting>{t('app.working')}</Waiting> : <p>{t('notices.unread')}</p>)}
      {notices?.length === 0 && (
        <div class="stack tight">
          <p>{t('notices.empty')}</p>
          <p class="quiet">{t('notices.empty-how')}</p>
        </div>
      )}
      <ul class="notices">
        {notices?.map((notice) => (
          <Notice key={notice.id} notice={notice} fresh={notice.at > seenBefore} onDeny={() => deny(notice)} onStop={() => stop(notice)} />
        ))}
      </ul>
      {denied && <DenyNoticeSheet account={account} notice={denied} onClose={() => deny(undefined)} />}
      {stopped && <StopNoticeSheet account={account} notice={stopped} onClose={() => stop(undefined)} />}
    </Frame>
  )
}
