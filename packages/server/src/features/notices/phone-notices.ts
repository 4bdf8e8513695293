import type { PhoneNotices } from '@sparekey/protocol/phone'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { ownerTexts } from './messages/en.ts'
import { isStoppable } from './notice-kinds.ts'
import { listNotices, type NoticeRow } from './notices.store.ts'
import { denialLife } from './tell-owner.ts'

/** "This wasn't me" still works for this notice: it is about the owner's account, of the last 7 days, and nobody said it yet. */
export const canDeny = (row: NoticeRow, now: Instant): boolean => answerable(row, now) && row.kind in ownerTexts && !isStoppable(row.kind)

/** "Stop this" still works for this notice (RR-3). */
export const canStop = (row: NoticeRow, now: Instant): boolean => answerable(row, now) && isStoppable(row.kind)

const answerable = (row: NoticeRow, now: Instant): boolean => row.answered_at === null && row.at > now - denialLife

const shownFor = days(30)

/** What an account was told in the last 30 days, the newest first. */
export async function phoneNotices(core: Pick<Core, 'db' | 'clock'>, account: string): Promise<Static<typeof PhoneNotices>> {
  const now = core.clock.now()
  const rows = await listNotices(core.db, account, now - shownFor, 100)
  const notices = rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    params: JSON.parse(row.params) as Record<string, string>,
    at: row.at,
    canDeny: canDeny(row, now),
    ...(canStop(row, now) ? { canStop: true } : {}),
  }))
  return { notices, now }
}
