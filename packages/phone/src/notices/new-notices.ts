import type { PhoneNotice } from '@sparekey/protocol/phone'
import { type PhoneState, viewOf } from '../state/phone.ts'

/** The notices of a device that are newer than the newest one looked at. */
export function newNotices(state: PhoneState, device: string): PhoneNotice[] {
  const seen = state.noticesSeen[device] ?? 0
  return (viewOf(state, device).notices ?? []).filter((notice) => notice.at > seen)
}
