import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PairingTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export type PairingRow = Selectable<PairingTable>

const unfinished = ['open', 'scanned'] as const

export const findPairing = (db: Db | Tx, id: string) => db.selectFrom('pairing').selectAll().where('id', '=', id).executeTakeFirst()

/** A session's own pairing and no other's. */
export const findOwn = (db: Db | Tx, q: { id: string; session: string; account: string }) =>
  db
    .selectFrom('pairing')
    .selectAll()
    .where('id', '=', q.id)
    .where('session_id', '=', q.session)
    .where('account_id', '=', q.account)
    .executeTakeFirst()

export const findByToken = (db: Db, digest: string) =>
  db.selectFrom('pairing').selectAll().where('token_digest', '=', digest).executeTakeFirst()

/** The live pairings with this code id: at most one of them is open. */
export const listByCode = (db: Db, codeId: string, now: Instant) =>
  db.selectFrom('pairing').selectAll().where('code_id', '=', codeId).where('expires_at', '>', now).orderBy('created_at', 'desc').execute()

export const listUnfinished = (tx: Tx, of: { session: string } | { account: string; spared?: string | undefined }) => {
  let query = tx.selectFrom('pairing').select(['id', 'account_id', 'device_id']).where('state', 'in', unfinished)
  if ('session' in of) query = query.where('session_id', '=', of.session)
  else query = query.where('account_id', '=', of.account)
  if ('spared' in of && of.spared) query = query.where('session_id', '!=', of.spared)
  return query.execute()
}

/** Code ids are unique among open pairings: what ran out gives its own back first. */
export async function endRunOut(tx: Tx, codeId: string, now: Instant): Promise<void> {
  await tx
    .updateTable('pairing')
    .set({ state: 'ended', server_key_sealed: '' })
    .where('code_id', '=', codeId)
    .where('state', '=', 'open')
    .where('expires_at', '<=', now)
    .execute()
}

/** @returns false if another open pairing has this code id */
export async function insertPairing(tx: Tx, row: Insertable<PairingTable>): Promise<boolean> {
  const result = await tx
    .insertInto('pairing')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

/** The pairing that a new one of the same session may take over from: the same act, no phone yet. */
export const findUnscanned = (tx: Tx, q: { session: string; purpose: PairingRow['purpose']; replaces: string | null; since: Instant }) =>
  tx
    .selectFrom('pairing')
    .select(['id', 'weak_until', 'created_at'])
    .where('session_id', '=', q.session)
    .where('purpose', '=', q.purpose)
    .where('replaces_device_id', q.replaces === null ? 'is' : '=', q.replaces)
    .where('state', '=', 'open')
    .where('created_at', '>', q.since)
    .executeTakeFirst()

/** Ends one that is not finished. @returns false if it was over, or has just been confirmed */
export async function endPairing(tx: Tx, id: string, from: readonly PairingRow['state'][] = unfinished): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('pairing')
      .set({ state: 'ended', server_key_sealed: '' })
      .where('id', '=', id)
      .where('state', 'in', from)
      .executeTakeFirstOrThrow(),
  )
}

/** Counts one try at the typed code, committed by itself. @returns false when all are used */
export async function countTry(db: Db, id: string, tries: number): Promise<boolean> {
  return wonOne(
    await db
      .updateTable('pairing')
      .set({ code_tries: sql<number>`code_tries + 1` })
      .where('id', '=', id)
      .where('code_tries', '<', tries)
      .executeTakeFirstOrThrow(),
  )
}

/** The code was right: this try does not count. */
export async function giveTryBack(db: Db, id: string): Promise<void> {
  await db
    .updateTable('pairing')
    .set({ code_tries: sql<number>`code_tries - 1` })
    .where('id', '=', id)
    .where('code_tries', '>', 0)
    .execute()
}

/** The first phone that scans wins. @returns false if it came second, or too late */
export async function markScanned(
  tx: Tx,
  q: { id: string; device: string; checkNumber: string; now: Instant; until: Instant },
): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('pairing')
      .set({ state: 'scanned', device_id: q.device, check_number: q.checkNumber, expires_at: q.until })
      .where('id', '=', q.id)
      .where('state', '=', 'open')
      .where('expires_at', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

/** "This is my phone", once. The one-time key goes. @returns false if it is over */
export async function markPaired(tx: Tx, id: string, now: Instant): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('pairing')
      .set({ state: 'confirmed', server_key_sealed: '' })
      .where('id', '=', id)
      .where('state', '=', 'scanned')
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow(),
  )
}
