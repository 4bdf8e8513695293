import type { NoticeParams } from '../notice-kinds.ts'

// Words that notices to owners and to administrators share.

export const roles: Record<string, string> = { member: 'member', approver: 'approver', admin: 'administrator' }

const heldThings: Record<string, string> = { device: 'phone', codes: 'recovery codes', number: 'phone number', address: 'e-mail address' }
export const heldThing = (p: NoticeParams): string => `the ${heldThings[p.what ?? ''] ?? 'method'}${p.name && !p.login ? ` ${p.name}` : ''}`

export const heldState = (p: NoticeParams): string => {
  if (p.state === 'waits') return `It works again on ${p.startsAt ?? 'the day after'}, unless somebody says no before.`
  if (p.state === 'needs-second') return 'A second person must agree.'
  return ''
}
