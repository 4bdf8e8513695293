import type { Updateable } from 'kysely'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { AccountTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { type AccountRow, findById, updateAccount } from './accounts.store.ts'
import { insertPast, listPast } from './standing.store.ts'

/** What an account was until some moment. */
export interface Past {
  role: AccountRow['role']
  state: AccountRow['state']
  until: Instant
}

/** Changes an account's role or state, and whatever else belongs to it. What they were is kept: for 7 days it decides who answers for
 * whom (RR-6).
 * @returns false if the account is gone or not in this state */
export async function changeStanding(
  core: Pick<Core, 'clock' | 'random'>,
  tx: Tx,
  q: { id: string; from: AccountRow['state'][]; set: Updateable<AccountTable> },
): Promise<boolean> {
  const before = await findById(tx, q.id)
  if (!before) return false
  const { role, state } = before
  const now = core.clock.now()
  const roleChanges = (q.set.role ?? role) !== role
  const noted = roleChanges ? { role_before: role, role_changed_at: now } : {}
  if (!(await updateAccount(tx, { ...q, set: { ...q.set, ...noted } }))) return false
  if (!roleChanges && (q.set.state ?? state) === state) return true
  await insertPast(tx, { id: newId(core.random, 'was'), account_id: q.id, role, state, until_at: now })
  return true
}

/** What accounts were until some moment after `since`, by account; all of them if none is named. */
export async function pastsSince(db: Db | Tx, since: Instant, account?: string): Promise<Map<string, Past[]>> {
  const found = new Map<string, Past[]>()
  for (const { account_id: id, role, state, until_at: until } of await listPast(db, since, account))
    found.set(id, [...(found.get(id) ?? []), { role, state, until }])
  return found
}
