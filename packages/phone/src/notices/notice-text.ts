import type { PhoneNotice } from '@sparekey/protocol/phone'
import { t, tNamed } from '../messages/messages.ts'

type Notice = Pick<PhoneNotice, 'kind' | 'params'>

/** What happened, in one sentence. */
export const noticeText = (notice: Notice): string => tNamed(`notice.${notice.kind}`, {}, 'notice.other')

/** About whom or what, and from where: whatever of it the notice says. */
export function noticeFacts({ params }: Notice): string {
  const { device, replaced, address, role, left, failures, name, login, agent, place, ip } = params
  const facts = [
    name && login ? `${name} (${login})` : undefined,
    device && replaced ? t('notice.instead', { device, replaced }) : device,
    address,
    role && tNamed(`role.${role}`, {}, 'role.member'),
    left && t('notice.codes-left', { count: Number(left) }),
    failures && t('notice.failures', { count: Number(failures) }),
    agent,
    place,
    ip,
  ]
  return facts.filter(Boolean).join(' · ')
}
