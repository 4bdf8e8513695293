import type { PhoneNotice } from '@sparekey/protocol/phone'
import { stopNotice } from '../api/phone-act.ts'
import { t } from '../messages/messages.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { EndSheet } from './EndSheet.tsx'

/** "Stop this" (RR-3): somebody is being let in without this phone, and the owner says no. */
export const StopNoticeSheet = (props: { account: StoredAccount; notice: PhoneNotice; onClose: () => void }) => (
  <EndSheet
    {...props}
    send={stopNotice}
    title={t('notices.stop-title')}
    what={t('notices.stop-what')}
    effects={[t('notices.stop-1'), t('notices.stop-2'), t('notices.stop-3'), t('notices.stop-4')]}
    button={t('notices.stop')}
    done={t('notices.stopped')}
    next={t('notices.stopped-why')}
  />
)
