import { sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import { entryColumns, type Link } from './chain.ts'
import type { SignedSeal } from './seal.ts'

const entryOnly = entryColumns.filter((column) => column !== 'at')
const largest = Number.MAX_SAFE_INTEGER

/** A record with its place in the chain. Numbers come as text: who changed one may have put anything there. */
export interface ChainRow extends Link {
  id: string
  seq: string
  previous: string | null
  hash: string | null
  at: string
  act: string
}

const lock = 'record-lock'

/** Until the end of the transaction no other node seals: the update waits for theirs. */
export async function lockRecord(tx: Tx): Promise<void> {
  const held = async (): Promise<boolean> =>
    wonOne(await tx.updateTable('service_state').set({ value: '' }).where('name', '=', lock).executeTakeFirstOrThrow())
  if (await held()) return
  // The first time, and where somebody took it away.
  await tx
    .insertInto('service_state')
    .values({ name: lock, value: '' })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  if (!(await held())) throw new Error('The record could not be locked')
}

const links = (db: Db | Tx) =>
  db
    .selectFrom('audit')
    .select([...entryOnly, 'mac', 'previous', 'hash', sql<string>`cast(at as text)`.as('at'), sql<string>`cast(seq as text)`.as('seq')])

/** Whether anything waits to be sealed. */
export async function isUnsealed(db: Db): Promise<boolean> {
  return (await db.selectFrom('audit').select('id').where('seq', 'is', null).limit(1).executeTakeFirst()) !== undefined
}

/** What waits to be sealed, in the order of the acts as far as it is known. */
export const listUnsealed = (db: Db | Tx, q: { limit: number; after?: { at: string; id: string } }): Promise<ChainRow[]> =>
  links(db)
    .where('seq', 'is', null)
    .$if(q.after !== undefined, (query) =>
      query.where(sql<boolean>`(audit.at, audit.id) > (cast(${q.after?.at} as bigint), ${q.after?.id})`),
    )
    .orderBy('audit.at')
    .orderBy('audit.id')
    .limit(q.limit)
    .execute()

/** Sealed records in their order, those with a number above `after`. */
export const listSealed = (db: Db | Tx, q: { after: number; limit: number }): Promise<ChainRow[]> =>
  links(db).where('seq', '>', q.after).orderBy('audit.seq').limit(q.limit).execute()

/** Those that carry a number above this one, the highest first. */
export const listHighest = (db: Db | Tx, q: { above: number; below?: number; limit: number }): Promise<ChainRow[]> =>
  links(db)
    .where('seq', '>', q.above)
    .where('seq', '<', q.below ?? largest)
    .orderBy('audit.seq', 'desc')
    .limit(q.limit)
    .execute()

export async function numberRecord(tx: Tx, id: string, place: { seq: number; previous: string; hash: string }): Promise<void> {
  await tx.updateTable('audit').set(place).where('id', '=', id).where('seq', 'is', null).execute()
}

/** Takes the numbers off records that no sealer gave them. @returns whether there were any */
export async function takeNumbersAbove(tx: Tx, seq: number): Promise<boolean> {
  const off = { seq: null, previous: null, hash: null }
  const { numUpdatedRows } = await tx.updateTable('audit').set(off).where('seq', '>', seq).executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export async function countUnsigned(tx: Tx): Promise<number> {
  const { count } = await tx
    .selectFrom('audit')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('mac', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function insertSeal(tx: Tx, seal: SignedSeal): Promise<void> {
  await tx
    .insertInto('audit_seal')
    .values({
      number: seal.number,
      seq: seal.seq,
      hash: seal.hash,
      at: seal.at,
      kept_from: seal.keptFrom,
      kept_previous: seal.keptPrevious,
      adopted_to: seal.adoptedTo,
      previous: seal.previous,
      mac: seal.mac,
    })
    .execute()
}

const sealNumbers = ['number', 'seq', 'at', 'kept_from', 'adopted_to'] as const

/** Seals, without those whose numbers no sealer could have written. */
const seals = (db: Db | Tx) => {
  const query = db
    .selectFrom('audit_seal')
    .select((eb) => [
      'number',
      'seq',
      'hash',
      'at',
      eb.ref('kept_from').as('keptFrom'),
      eb.ref('kept_previous').as('keptPrevious'),
      eb.ref('adopted_to').as('adoptedTo'),
      'previous',
      'mac',
    ])
  return sealNumbers.reduce((narrowed, column) => narrowed.where(column, '>=', 0).where(column, '<=', largest), query)
}

/** The last seals, the newest first. */
export const listLastSeals = (db: Db | Tx, q: { limit: number; below?: number }): Promise<SignedSeal[]> =>
  seals(db)
    .where('number', '<', q.below ?? largest)
    .orderBy('number', 'desc')
    .limit(q.limit)
    .execute()

/** Seals in their order, those with a number above `after` up to `to`. */
export const listSeals = (db: Db, q: { after: number; to: number; limit: number }): Promise<SignedSeal[]> =>
  seals(db).where('number', '>', q.after).where('number', '<=', q.to).orderBy('number').limit(q.limit).execute()

/** Makes room for the seal that comes next: what stands there was put there by somebody else. */
export async function removeSealsAbove(tx: Tx, number: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('audit_seal').where('number', '>', number).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** The hashes of these records, by their number. */
export async function hashesOf(db: Db, seqs: number[]): Promise<Map<number, string | null>> {
  if (seqs.length === 0) return new Map()
  const rows = await db.selectFrom('audit').select(['seq', 'hash']).where('seq', 'in', seqs).execute()
  return new Map(rows.map((row) => [row.seq ?? 0, row.hash]))
}

/** Removes sealed records up to a number. @returns how many */
export async function removeRecords(tx: Tx, upTo: number): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('audit').where('seq', '<=', upTo).executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** Removes seals over records that are gone. */
export async function removeSealsBelow(tx: Tx, seq: number): Promise<void> {
  await tx.deleteFrom('audit_seal').where('seq', '<', seq).execute()
}
