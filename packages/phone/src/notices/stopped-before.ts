import type { PhoneNotice } from '@sparekey/protocol/phone'

/** What a first "Stop this" made disputed lives no longer than this: 24 h to ask, 72 h for the request, 48 h of suspension. ms */
const reach = 7 * 24 * 60 * 60_000

/** Whether "Stop this" was chosen lately. What was asked for within 24 h after that does not end by choosing it again; only the
 * administrators end it (RR-3). A first stop is always told, so the notices know. */
export const stoppedBefore = (notices: readonly Pick<PhoneNotice, 'kind' | 'at'>[], now: number): boolean =>
  notices.some(({ kind, at }) => kind === 'recovery-stopped' && now - at < reach)
