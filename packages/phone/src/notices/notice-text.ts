import type { PhoneNotice } from '@sparekey/protocol/phone'
import { t, tNamed } from '../messages/messages.ts'
import { placeName } from '../ui/place.ts'

type Notice = Pick<PhoneNotice, 'kind' | 'params'>

/** Where what a notice says makes it another sentence. */
function variantOf({ kind, params }: Notice): string {
  if (kind === 'recovery-approved' && params.startsAt) return '-later'
  if (kind === 'access-code-made' && params.purpose === 'password') return '-password'
  if (kind === 'recovery-answered' && params.kind === 'password') return '-password'
  if (kind === 'answer-stopped' && params.further) return '-further'
  return ''
}

/** What happened, in one sentence. */
export const noticeText = (notice: Notice): string => tNamed(`notice.${notice.kind}${variantOf(notice)}`, {}, 'notice.other')

/** Why two-factor authentication is on again, where that is known. */
const endedBy = (reason: string): string => tNamed(`ended.${reason}`, {}, 'notice.nothing')

/** What an approval came to (RR-6). */
const cameTo = (state: string): string => tNamed(`came-to.${state}`, {}, 'notice.nothing')

/** About whom or what, by whom, and from where: whatever of it the notice says. */
export function noticeFacts({ kind, params }: Notice): string {
  const { device, replaced, address, role, left, failures, name, login, by, hours, startsAt, servesFrom, lastTwo, agent, place, ip } =
    params
  const facts = [
    name && login ? `${name} (${login})` : undefined,
    by && t('notice.by', { name: by }),
    hours && tNamed(`hours.${hours}`, {}, 'notice.nothing'),
    startsAt && t('notice.from', { time: startsAt }),
    kind === 'suspension-ended' && params.reason && endedBy(params.reason),
    kind === 'recovery-answered' && params.state && cameTo(params.state),
    device && replaced ? t('notice.instead', { device, replaced }) : device,
    kind === 'device-blocked' && params.number === 'yes' && t('notice.number-too'),
    address,
    lastTwo && `•• ${lastTwo}`,
    servesFrom && t('notice.from', { time: servesFrom }),
    role && tNamed(`role.${role}`, {}, 'role.member'),
    left && t('notice.codes-left', { count: Number(left) }),
    failures && t('notice.failures', { count: Number(failures) }),
    agent,
    placeName(place),
    ip,
  ]
  return facts.filter(Boolean).join(' · ')
}
