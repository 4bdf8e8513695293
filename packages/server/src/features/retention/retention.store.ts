import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { SweptTable } from './retention-plan.ts'

/** Rows that one statement removes, at most, and before when they were over. */
interface Old {
  before: Instant
  limit: number
}

type Condition = (before: Instant) => RawBuilder<boolean>

/** Removes the oldest rows that a condition leaves to it. The time is asked for once more where the row goes: what was touched in between
 * stays, on both engines. */
async function removeOldest(db: Db, table: SweptTable, q: Old & { key?: string; by: string; and?: Condition }): Promise<number> {
  const [name, key, by] = [sql.table(table), sql.ref(q.key ?? 'id'), sql.ref(q.by)]
  const old = sql`${by} < ${q.before}`
  const and = q.and ? sql` and ${q.and(q.before)}` : sql``
  const result = await sql`
    delete from ${name} where ${old} and ${key} in (
      select ${key} from ${name} where ${old}${and} order by ${by} limit ${q.limit}
    )`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Known browsers have no key of one column. */
async function removeKnown(db: Db, { before, limit }: Old): Promise<number> {
  const result = await sql`
    delete from browser_account where known_until < ${before} and (browser_id, account_id) in (
      select browser_id, account_id from browser_account where known_until < ${before} order by known_until limit ${limit}
    )`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

/** Codes that nobody used, of void sets. */
async function removeVoidCodes(db: Db, { before, limit }: Old): Promise<number> {
  const result = await sql`
    delete from recovery_code where spent_at is null and id in (
      select recovery_code.id from recovery_code_set
      inner join recovery_code on recovery_code.set_id = recovery_code_set.id
      where recovery_code_set.voided_at < ${before} and recovery_code.spent_at is null
      order by recovery_code_set.voided_at limit ${limit}
    )`.execute(db)
  return Number(result.numAffectedRows ?? 0)
}

const none = (table: string, where: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from ${sql.table(table)} as other where ${where})`
const some = (table: string, where: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from ${sql.table(table)} as other where ${where})`

const conditions: Partial<Record<SweptTable, Condition>> = {
  // SI-6 counts the prompts of a lane since its last confirmation. Those stay: at most ten of them are ever sent.
  prompt: (before) =>
    sql<boolean>`(state <> 'open' or expires_at < ${before}) and ${some(
      'sign_in',
      sql`other.account_id = prompt.account_id and other.confirmed_at > prompt.created_at
        and other.known_browser = case when prompt.lane = 'known' then 1 else 0 end`,
    )}`,
  session_event: (before) => some('session', sql`other.id = session_event.session_id and other.expires_at < ${before}`),
  session: () =>
    sql<boolean>`${none('session_event', sql`other.session_id = session.id`)} and ${some(
      'session',
      sql`other.account_id = session.account_id and other.created_at > session.created_at`,
    )}`,
  sign_in: () => none('prompt', sql`other.sign_in_id = sign_in.id`),
  browser: () =>
    sql<boolean>`${none('sign_in', sql`other.browser_id = browser.id`)} and ${none(
      'browser_account',
      sql`other.browser_id = browser.id`,
    )} and ${none('remembered_browser', sql`other.browser_id = browser.id`)}`,
  held_approval: (before) => some('held_allowance', sql`other.id = held_approval.allowance_id and other.decided_at < ${before}`),
  held_allowance: () => sql<boolean>`state <> 'open' and ${none('held_approval', sql`other.allowance_id = held_allowance.id`)}`,
  recovery_code_set: () => none('recovery_code', sql`other.set_id = recovery_code_set.id`),
  rate_counter: (before) => sql<boolean>`next_at < ${before}`,
  set_up: () => sql<boolean>`state <> 'open'`,
  outbox: () => sql<boolean>`(sent_at is not null or failed_at is not null)`,
}

/** Removes rows of one table that were over before then, the oldest first, in one statement. @returns how many */
export function removeOld(db: Db, q: Old & { table: SweptTable; by: string }): Promise<number> {
  if (q.table === 'browser_account') return removeKnown(db, q)
  if (q.table === 'recovery_code') return removeVoidCodes(db, q)
  const and = conditions[q.table]
  const key = q.table === 'rate_counter' ? 'counter_key' : 'id'
  return removeOldest(db, q.table, { ...q, key, ...(and ? { and } : {}) })
}
