import type { PhoneNotice } from '@sparekey/protocol/phone'
import { denyNotice } from '../api/phone-act.ts'
import { t } from '../messages/messages.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { EndSheet } from './EndSheet.tsx'

/** "This wasn't me" (AU-4): what the notice tells of was somebody else's doing. */
export const DenyNoticeSheet = (props: { account: StoredAccount; notice: PhoneNotice; onClose: () => void }) => (
  <EndSheet
    {...props}
    send={denyNotice}
    title={t('notices.deny-title')}
    what={t('notices.deny-what')}
    effects={[t('notices.deny-1'), t('notices.deny-2'), t('notices.deny-3'), t('notices.deny-4')]}
    button={t('notices.deny')}
    done={t('notices.denied')}
    next={t('notices.denied-why')}
  />
)
