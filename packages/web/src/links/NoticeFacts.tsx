import type { LinkView } from '@sparekey/protocol/account'
import { placeText } from '@sparekey/protocol/place'
import { language, t } from '../messages/messages.ts'
import { Facts } from '../ui/Facts.tsx'
import { Time } from '../ui/Time.tsx'

const placeName = (place: string | undefined): string | undefined =>
  place && placeText(place, { language: language(), local: t('notice.place-local') })

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
        [t('notice.place'), placeName(notice?.params.place)],
        [t('notice.device'), notice?.params.device],
        [t('notice.email'), notice?.params.address],
      ]}
    />
  )
}
