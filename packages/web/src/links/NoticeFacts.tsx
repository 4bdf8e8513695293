import type { LinkView } from '@sparekey/protocol/account'
import { t } from '../messages/messages.ts'
import { Facts } from '../ui/Facts.tsx'
import { Time } from '../ui/Time.tsx'

/** What is known of what happened: whose account, when, from where. */
export function NoticeFacts({ view: { account, notice } }: { view: LinkView }) {
  return (
    <Facts
      facts={[
        [t('notice.account'), account?.login],
        [t('notice.when'), notice && <Time at={notice.at} exact />],
        [t('notice.by'), notice?.params.by],
        [t('notice.browser'), notice?.params.agent],
        [t('notice.address'), notice?.params.ip],
        [t('notice.place'), notice?.params.place],
        [t('notice.device'), notice?.params.device],
        [t('notice.email'), notice?.params.address],
      ]}
    />
  )
}
