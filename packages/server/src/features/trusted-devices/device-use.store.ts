import type { Db } from '../../db/open.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** At most once a minute each, so that a phone that polls does not write. */
export async function touchSigned(tx: Tx, q: { id: string; person: boolean; now: Instant; notBefore: Instant }): Promise<void> {
  await tx
    .updateTable('device')
    .set({ last_signed_at: q.now })
    .where('id', '=', q.id)
    .where((eb) => eb.or([eb('last_signed_at', 'is', null), eb('last_signed_at', '<', q.notBefore)]))
    .execute()
  if (!q.person) return
  await tx
    .updateTable('device')
    .set({ last_person_at: q.now })
    .where('id', '=', q.id)
    .where((eb) => eb.or([eb('last_person_at', 'is', null), eb('last_person_at', '<', q.notBefore)]))
    .execute()
}

export async function setUsed(tx: Tx, q: { id: string; person: boolean; now: Instant }): Promise<void> {
  await tx
    .updateTable('device')
    .set({ last_used_at: q.now, last_signed_at: q.now, ...(q.person ? { last_person_at: q.now } : {}) })
    .where('id', '=', q.id)
    .execute()
}

/** A device that is trusted, or was blocked or paused since `lately`, and on which a person acted since `acted`. */
export async function findUsedSince(db: Db | Tx, q: { account: string; acted: Instant; lately: Instant }): Promise<boolean> {
  const row = await db
    .selectFrom('device')
    .select('id')
    .where('account_id', '=', q.account)
    .where('last_person_at', '>', q.acted)
    .where((eb) => eb.or([eb('state', '=', 'trusted'), eb('blocked_at', '>', q.lately), eb('paused_until', '>', q.lately)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** "Yes, it is" (TD-5). @returns false if it is not trusted, or another account's */
export async function markStillMine(tx: Tx, q: { id: string; account: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      .set({ still_mine_at: q.now, still_later_at: null })
      .where('id', '=', q.id)
      .where('account_id', '=', q.account)
      .where('state', '=', 'trusted')
      .executeTakeFirstOrThrow(),
  )
}

/** The question was closed, for every phone that it is about. */
export async function putOffStillMine(tx: Tx, q: { account: string; now: Instant }): Promise<void> {
  await tx.updateTable('device').set({ still_later_at: q.now }).where('account_id', '=', q.account).where('state', '=', 'trusted').execute()
}
