import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { SetUpTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type SetUpRow = Selectable<SetUpTable>

/** The open set-up of an account: there is one at most. */
export const findOpen = (db: Db | Tx, account: string) =>
  db.selectFrom('set_up').selectAll().where('account_id', '=', account).where('state', '=', 'open').executeTakeFirst()

export async function insertSetUp(tx: Tx, row: Insertable<SetUpTable>): Promise<void> {
  await tx.insertInto('set_up').values(row).execute()
}

export async function setSession(tx: Tx, id: string, session: string): Promise<void> {
  await tx.updateTable('set_up').set({ session_id: session }).where('id', '=', id).execute()
}

export async function markEnded(tx: Tx, id: string): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('set_up')
      .set({ state: 'ended', code_mac: null })
      .where('id', '=', id)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow(),
  )
}

/** A code goes out. @returns false if one went out since `notSince`, or none is needed any more */
export async function setCode(
  tx: Tx,
  q: { id: string; now: Instant; notSince: Instant; code?: { mac: string; expiresAt: Instant } | undefined },
): Promise<boolean> {
  const fresh = q.code ? { code_mac: q.code.mac, code_expires_at: q.code.expiresAt, code_tries: 0 } : {}
  return wonOne(
    await tx
      .updateTable('set_up')
      .set({ code_sent_at: q.now, ...fresh })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('address_proved_at', 'is', null)
      .where((eb) => eb.or([eb('code_sent_at', 'is', null), eb('code_sent_at', '<=', q.notSince)]))
      .executeTakeFirstOrThrow(),
  )
}

/** Counts one answer before it is looked at, committed by itself. @returns false when all tries are used, or the code expired */
export async function countTry(db: Db, q: { id: string; tries: number; now: Instant }): Promise<boolean> {
  return wonOne(
    await db
      .updateTable('set_up')
      .set({ code_tries: sql<number>`code_tries + 1` })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('code_mac', 'is not', null)
      .where('code_expires_at', '>', q.now)
      .where('code_tries', '<', q.tries)
      .executeTakeFirstOrThrow(),
  )
}

/** The code is used up. @returns false if it was used, replaced or expired meanwhile */
export async function markProved(tx: Tx, q: { id: string; mac: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('set_up')
      .set({ address_proved_at: q.now, code_mac: null })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('code_mac', '=', q.mac)
      .where('code_expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

export async function setDevice(tx: Tx, id: string, device: string): Promise<boolean> {
  return wonOne(
    await tx.updateTable('set_up').set({ device_id: device }).where('id', '=', id).where('state', '=', 'open').executeTakeFirstOrThrow(),
  )
}

/** The number that counts from the last step on, or none where the step was skipped. @returns false if the set-up is over */
export async function setNumber(tx: Tx, q: { id: string; number: string | null; skippedAt: Instant | null }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('set_up')
      .set({ number_id: q.number, number_skipped_at: q.skippedAt })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow(),
  )
}

/** The drawn codes belong to this set-up and to its phone. @returns false if either is over */
export async function setCodeSet(tx: Tx, q: { id: string; device: string; set: string }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('set_up')
      .set({ code_set_id: q.set })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('device_id', '=', q.device)
      .executeTakeFirstOrThrow(),
  )
}

/** The last step, once. @returns false if it is over, or the codes or the phone are not those that were shown
 * @param q.set absent where the rules allow no codes */
export async function markCompleted(tx: Tx, q: { id: string; device: string; set: string | undefined; now: Instant }): Promise<boolean> {
  const { set } = q
  return wonOne(
    await tx
      .updateTable('set_up')
      .set({ state: 'completed', completed_at: q.now, code_mac: null })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('device_id', '=', q.device)
      .$if(set !== undefined, (query) => query.where('code_set_id', '=', set ?? ''))
      .executeTakeFirstOrThrow(),
  )
}

/** From now on the account is with two-factor authentication (SI-2). @returns false if it was before */
export async function turnOn(tx: Tx, account: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('account')
      .set({ two_factor_since: now })
      .where('id', '=', account)
      .where('two_factor_since', 'is', null)
      .executeTakeFirstOrThrow(),
  )
}
