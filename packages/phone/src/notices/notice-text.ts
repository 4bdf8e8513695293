import type { PhoneNotice } from '@sparekey/protocol/phone'
import { tNamed } from '../messages/messages.ts'

/** What happened, in one sentence. */
export const noticeText = (notice: PhoneNotice): string => tNamed(`notice.${notice.kind}`, notice.params, 'notice.other')

/** With what and from where, as far as the notice says. */
export const noticeFacts = ({ params }: PhoneNotice): string =>
  [params.agent, params.place, params.ip].filter((part) => part !== undefined && part !== '').join(' · ')
