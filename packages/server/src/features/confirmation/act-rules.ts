import type { ActName } from '@sparekey/protocol/acts'

/** Acts that nothing weak confirms (SI-16): a stolen recovery code must not move the account to its thief within a day. */
const strongActs: readonly ActName[] = [
  'change-password',
  'add-address',
  'remove-address',
  'remove-device',
  'replace-device',
  'change-number',
  'remove-number',
  'allow-held',
  'allow-lost-phone',
  // Rules hold for everybody, and whom an approver answers for decides who lets others in.
  'change-policy',
  'stop-policy-change',
  'extend-deadline',
  'change-groups',
  'change-answers-for',
  'delete-group',
]

export const needsStrong = (act: string): boolean => (strongActs as readonly string[]).includes(act)

/** Acts that only the phone confirms (EN-6, RR-5, RR-9). */
export const phoneOnly = (act: string): boolean =>
  act === 'add-address' ||
  act === 'approve-recovery' ||
  act === 'allow-held' ||
  act === 'allow-lost-phone' ||
  act === 'show-access-code' ||
  act === 'use-old-phone'

/** True if the act removes what would confirm it: no device confirms its own removal, no code the end of its set.
 * A phone in hand may confirm its own replacement (SPEC, fresh confirmation). */
export function removesItself(act: string | null, params: string | null, by: { method: string; device?: string | null }): boolean {
  // A rehearsal uses no code up either (RR-12).
  if (act === 'create-codes' || act === 'practise') return by.method === 'recovery-code'
  if (act !== 'remove-device' || !by.device || !params) return false
  return (JSON.parse(params) as { device?: string }).device === by.device
}
