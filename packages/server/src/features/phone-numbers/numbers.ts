import type { SecurityView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { lastTwoOf } from './phone-number.ts'
import { findCurrent, findOwner, findPending, insertNumber, listNumbers, type NumberRow } from './phone-numbers.store.ts'
import { serves, wasOnRecord } from './serves.ts'

/** Where a sealed number belongs: no row's can be moved to another's. */
const placeOf = (id: string) => ({ table: 'phone_number', column: 'number_sealed', row: id })

/** How a number is found again without being readable: a MAC under a key outside the database. */
export const numberMac = (core: Pick<Core, 'secrets'>, e164: string): string =>
  Buffer.from(core.secrets.mac('phone-number', e164)).toString('base64url')

/** The number itself, in E.164 form. */
export const openNumber = (core: Pick<Core, 'secrets'>, row: Pick<NumberRow, 'id' | 'number_sealed'>): string =>
  core.secrets.open(placeOf(row.id), row.number_sealed)

/** The number that serves sign-ins now: proved, not replaced, held or blocked, and past the 72 h of a change (SM-3). */
export async function smsNumber(db: Db | Tx, account: string, now: Instant): Promise<NumberRow | undefined> {
  const row = await findCurrent(db, account)
  return row && serves(row, now) ? row : undefined
}

/** True if another account has it for SMS: a number belongs to one (SM-3). */
export async function isNumberTaken(db: Db | Tx, row: Pick<NumberRow, 'lookup_mac' | 'account_id'>): Promise<boolean> {
  const owner = await findOwner(db, row.lookup_mac)
  return owner !== undefined && owner.account_id !== row.account_id
}

/** A row for a number, sealed; nothing of it counts yet. */
export async function addNumberRow(
  core: Pick<Core, 'clock' | 'random' | 'secrets'>,
  tx: Tx,
  q: { account: string; e164: string; kind: NumberRow['kind']; by: string },
): Promise<NumberRow> {
  const id = newId(core.random, 'num')
  const row: NumberRow = {
    id,
    account_id: q.account,
    kind: q.kind,
    number_sealed: core.secrets.seal(placeOf(id), q.e164),
    lookup_mac: numberMac(core, q.e164),
    last_two: lastTwoOf(q.e164),
    added_at: core.clock.now(),
    verified_at: null,
    replaced_at: null,
    serves_from: null,
    held_at: null,
    blocked_at: null,
    weak_until: 0,
    added_by: q.by,
  }
  await insertNumber(tx, row)
  return row
}

/** A number that waits for its code; the same one asked for again is the same row. */
export async function askNumber(
  core: Pick<Core, 'clock' | 'random' | 'secrets'>,
  tx: Tx,
  q: { account: string; e164: string },
): Promise<NumberRow> {
  const pending = await findPending(tx, q.account, numberMac(core, q.e164))
  return pending ?? (await addNumberRow(core, tx, { ...q, kind: 'sms', by: q.account }))
}

/** What the security page says of the number. */
export async function numberView(db: Db | Tx, account: string, now: Instant): Promise<SecurityView['number']> {
  const row = await findCurrent(db, account)
  if (!row) return undefined
  return {
    id: row.id,
    lastTwo: row.last_two,
    ...(row.serves_from !== null && row.serves_from > now ? { servesFrom: row.serves_from } : {}),
    held: row.held_at !== null,
    blocked: row.blocked_at !== null,
  }
}

/** A number as it was on record at some time, opened. */
export interface NumberThen {
  id: string
  number: string
  kind: 'sms' | 'contact'
  /** It was in a lost phone, by this row or by another of the same number: no call to it reaches only its owner. */
  blocked: boolean
  held: boolean
}

/** The numbers that were on record at that time, for calls back and for telling the owner (RR-3, RR-5). */
export async function numbersAsOf(core: Pick<Core, 'secrets'>, db: Db | Tx, account: string, at: Instant): Promise<NumberThen[]> {
  const sms = await listNumbers(db, account, 'sms')
  const contact = await listNumbers(db, account, 'contact')
  const lost = new Set(sms.filter((row) => row.blocked_at !== null).map((row) => row.lookup_mac))
  return [...sms, ...contact]
    .filter((row) => wasOnRecord(row, at))
    .map((row) => ({
      id: row.id,
      number: openNumber(core, row),
      kind: row.kind,
      blocked: lost.has(row.lookup_mac),
      held: row.held_at !== null,
    }))
}

/** The contact number of today. */
export async function contactNumber(core: Pick<Core, 'secrets'>, db: Db | Tx, account: string): Promise<string | undefined> {
  const row = (await listNumbers(db, account, 'contact')).find((one) => one.replaced_at === null)
  return row && openNumber(core, row)
}
