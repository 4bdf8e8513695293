import type { PhoneNotice } from '@sparekey/protocol/phone'
import { type PhoneState, viewOf } from '../state/phone.ts'

/** Up to when the notices of a device count as looked at: what happened before it was paired is no news on it. */
export const seenUntil = (state: PhoneState, device: string): number =>
  state.noticesSeen[device] ?? state.accounts.find((one) => one.device === device)?.pairedAt ?? 0

/** The notices of a device that are newer than the newest one looked at. */
export function newNotices(state: PhoneState, device: string): PhoneNotice[] {
  const seen = seenUntil(state, device)
  return (viewOf(state, device).notices ?? []).filter((notice) => notice.at > seen)
}
