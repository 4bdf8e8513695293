import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** Since when the account's full sign-ins made this browser known. */
export async function knownSince(db: Db | Tx, browser: string, account: string): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('browser_account')
    .select('known_since')
    .where('browser_id', '=', browser)
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row?.known_since
}

export async function countWrongCodes(db: Db | Tx, q: { account: string; from: Instant; to: Instant }): Promise<number> {
  const row = await db
    .selectFrom('login_event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', q.account)
    .where('result', '=', 'wrong-code')
    .where('at', '>', q.from)
    .where('at', '<=', q.to)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Prompts that nobody confirmed: denied, ended, or left without an answer. */
export async function countFailedPrompts(db: Db | Tx, q: { account: string; from: Instant; to: Instant; now: Instant }): Promise<number> {
  const row = await db
    .selectFrom('prompt')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', q.account)
    .where('created_at', '>', q.from)
    .where('created_at', '<=', q.to)
    .where((eb) =>
      eb.or([eb('state', 'in', ['denied', 'mistaken', 'ended']), eb.and([eb('state', '=', 'open'), eb('expires_at', '<=', q.now)])]),
    )
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** The addresses from which the account got in with a confirmation. What failed, and what an administrator let in, shows nothing of
 * where its owner is. */
export async function addressesSeen(db: Db | Tx, q: { account: string; from: Instant; to: Instant }): Promise<string[]> {
  const rows = await db
    .selectFrom('login_event')
    .select('ip')
    .distinct()
    .where('account_id', '=', q.account)
    .where('result', '=', 'signed-in')
    .where('method', 'is not', null)
    .where('at', '>', q.from)
    .where('at', '<', q.to)
    .execute()
  return rows.map((row) => row.ip)
}

/** Whether this person ever got in with this browser, as far as sessions are kept. */
export async function usedBrowser(db: Db | Tx, account: string, browser: string): Promise<boolean> {
  if ((await knownSince(db, browser, account)) !== undefined) return true
  const row = await db
    .selectFrom('session')
    .select('id')
    .where('browser_id', '=', browser)
    .where('account_id', '=', account)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** From where this person's sessions since then came. */
export async function sessionAddresses(db: Db | Tx, account: string, since: Instant): Promise<string[]> {
  const rows = await db
    .selectFrom('session')
    .select('ip')
    .distinct()
    .where('account_id', '=', account)
    .where('created_at', '>', since)
    .execute()
  return rows.map((row) => row.ip)
}

/** When a number for SMS was proved, or was one no longer. */
export const numberTimes = (db: Db | Tx, account: string) =>
  db
    .selectFrom('phone_number')
    .select(['verified_at', 'replaced_at'])
    .where('account_id', '=', account)
    .where('kind', '=', 'sms')
    .where('verified_at', 'is not', null)
    .execute()
