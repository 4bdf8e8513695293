import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** Uses up a one-time value. @returns false if it was used before */
export async function insertSpent(tx: Tx, digest: string, expiresAt: Instant): Promise<boolean> {
  const result = await tx
    .insertInto('spent_value')
    .values({ digest, expires_at: expiresAt })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** Values that expired are refused by their time; keeping them decides nothing. A few at a time, each by itself, so that
 * two sweeps never wait for each other. */
export async function sweepSpent(db: Db, now: Instant): Promise<void> {
  const rows = await db.selectFrom('spent_value').select('digest').where('expires_at', '<', now).limit(3).execute()
  for (const { digest } of rows) await db.deleteFrom('spent_value').where('digest', '=', digest).execute()
}
