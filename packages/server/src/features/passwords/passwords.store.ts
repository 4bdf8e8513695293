import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** @returns false if the account is not active */
export async function setPassword(tx: Tx, q: { account: string; hash: string; clearMark: boolean; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('account')
      .set((eb) => ({
        password_hash: q.hash,
        password_version: eb('password_version', '+', 1),
        password_changed_at: q.now,
        ...(q.clearMark ? { password_marked_at: null } : {}),
      }))
      .where('id', '=', q.account)
      .where('state', '=', 'active')
      .executeTakeFirstOrThrow(),
  )
}

/** @returns false if it is marked already */
export async function setMark(tx: Tx, account: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('account')
      .set({ password_marked_at: now })
      .where('id', '=', account)
      .where('password_marked_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}
