import type { ApproveStep } from '@sparekey/protocol/cases'

type Approval = Omit<ApproveStep, 'request'>

/** What an approval asks for, as it is confirmed and sent (RR-5). A new password switches nothing off: then the rest of the form is
 * the least there is. A phone that lies at home has its number with it, and both stay the owner's. */
export function approvalOf({ password, ...given }: Approval & { password: boolean }): Approval {
  if (password) return { note: given.note, scope: 'next-browser', fate: 'left', numberInIt: false, hours: 24 }
  return { ...given, numberInIt: given.fate === 'lost' && given.numberInIt }
}
