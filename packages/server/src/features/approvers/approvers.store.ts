import { type ExpressionBuilder, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** Those of these accounts with a phone that confirms now (OP-9, RR-10), in one statement. */
export async function withUsablePhone(db: Db | Tx, q: { accounts: readonly string[]; origin: string; now: Instant }): Promise<Set<string>> {
  if (q.accounts.length === 0) return new Set()
  const rows = await db
    .selectFrom('device')
    .select('account_id')
    .distinct()
    .where('account_id', 'in', q.accounts)
    .where('state', '=', 'trusted')
    .where('origin', '=', q.origin)
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', q.now)]))
    .execute()
  return new Set(rows.map((row) => row.account_id))
}

const hasPhone = (eb: ExpressionBuilder<Tables, 'account'>, q: { origin: string; now: Instant }) =>
  eb.exists(
    eb
      .selectFrom('device')
      .select('device.id')
      .whereRef('device.account_id', '=', 'account.id')
      .where('device.state', '=', 'trusted')
      .where('device.origin', '=', q.origin)
      .where((or) => or.or([or('device.paused_until', 'is', null), or('device.paused_until', '<=', q.now)])),
  )

/** Whether an administrator with a phone is there besides this account: one row is read at most, whoever many there are. */
export async function anyAdministrator(db: Db | Tx, q: { account: string; origin: string; now: Instant }): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('account.id')
    .where('account.role', '=', 'admin')
    .where('account.state', '=', 'active')
    .where('account.two_factor_since', 'is not', null)
    .where('account.id', '!=', q.account)
    .where((eb) => hasPhone(eb, q))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Those of these who are active approvers with two-factor authentication and a phone that confirms. */
export async function anyApproverOf(db: Db | Tx, q: { among: readonly string[]; origin: string; now: Instant }): Promise<boolean> {
  if (q.among.length === 0) return false
  const row = await db
    .selectFrom('account')
    .select('account.id')
    .where('account.id', 'in', q.among)
    .where('account.role', '=', 'approver')
    .where('account.state', '=', 'active')
    .where('account.two_factor_since', 'is not', null)
    .where((eb) => hasPhone(eb, q))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Who approved what this case or request came to, and did not take it back. */
export async function approversOf(db: Db | Tx, answerKey: string): Promise<string[]> {
  const rows = await db
    .selectFrom('recovery_approval')
    .select('approver_id')
    .where('answer_key', '=', answerKey)
    .where('decision', '=', 'approved')
    .where('ended_at', 'is', null)
    .execute()
  return rows.map((row) => row.approver_id)
}

/** Those who could answer somebody until lately and can no more, with the role they had: those are told as well. */
export const listFormer = (db: Db | Tx, since: Instant) =>
  db
    .selectFrom('standing_past')
    .innerJoin('account', 'account.id', 'standing_past.account_id')
    .select(['account.id', 'standing_past.role'])
    .distinct()
    .where('standing_past.until_at', '>', since)
    .where('standing_past.state', '=', 'active')
    .where('standing_past.role', 'in', ['admin', 'approver'])
    .where('account.state', '!=', 'deleted')
    .where(sql<boolean>`(account.state != 'active' or account.role != standing_past.role)`)
    .execute()
