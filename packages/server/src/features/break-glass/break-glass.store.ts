import type { Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

type KitRow = Selectable<Tables['break_glass_kit']>

export async function insertKit(tx: Tx, row: { id: string; digest: string; made_at: Instant; made_for: string }): Promise<void> {
  await tx
    .insertInto('break_glass_kit')
    .values({ ...row, ended_at: null, used_at: null, tested_at: null })
    .execute()
}

export async function endKits(tx: Tx, now: Instant): Promise<void> {
  await tx.updateTable('break_glass_kit').set({ ended_at: now }).where('ended_at', 'is', null).execute()
}

/** The kit that counts: there is one at most. */
export const findCurrent = (db: Db | Tx): Promise<KitRow | undefined> =>
  db.selectFrom('break_glass_kit').selectAll().where('ended_at', 'is', null).where('used_at', 'is', null).executeTakeFirst()

export const findAny = (db: Db | Tx) => db.selectFrom('break_glass_kit').select('id').limit(1).executeTakeFirst()

/** Uses the kit up. @returns false if it is not the one that counts, or somebody was faster */
export async function markUsed(tx: Tx, digest: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('break_glass_kit')
      .set({ used_at: now })
      .where('digest', '=', digest)
      .where('ended_at', 'is', null)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}

/** @returns false if it is not the one that counts */
export async function markTested(tx: Tx, digest: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('break_glass_kit')
      .set({ tested_at: now })
      .where('digest', '=', digest)
      .where('ended_at', 'is', null)
      .where('used_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}
