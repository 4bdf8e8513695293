import type { PhoneNotice } from '@sparekey/protocol/phone'
import { useState } from 'preact/hooks'
import { stopNotice } from '../api/phone-act.ts'
import { serverNow } from '../api/server-clock.ts'
import { t } from '../messages/messages.ts'
import { phone, viewOf } from '../state/phone.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { EndSheet } from './EndSheet.tsx'
import { stoppedBefore } from './stopped-before.ts'

/** "Stop this" (RR-3): somebody is being let in without this phone, and the owner says no. */
export function StopNoticeSheet(props: { account: StoredAccount; notice: PhoneNotice; onClose: () => void }) {
  // As it was when the sheet opened: stopping is itself told.
  const [again] = useState(() => stoppedBefore(viewOf(phone.get(), props.account.device).notices ?? [], serverNow()))
  return (
    <EndSheet
      {...props}
      send={stopNotice}
      title={t('notices.stop-title')}
      what={t('notices.stop-what')}
      effects={[t('notices.stop-1'), t('notices.stop-2'), t('notices.stop-3'), t(again ? 'notices.stop-again' : 'notices.stop-4')]}
      button={t('notices.stop')}
      done={t(again ? 'notices.stopped-again' : 'notices.stopped')}
      next={t(again ? 'notices.stopped-again-why' : 'notices.stopped-why')}
    />
  )
}
