import type { Role } from '@sparekey/protocol/common'
import type { Settings } from '@sparekey/protocol/policy-settings'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type DueAccount, deadlineOf } from './deadline.ts'
import { listMarks, listMemberships, listRules, listRulesFor } from './policy.store.ts'
import { type Rules, rulesOf } from './rules.ts'
import { type Dated, holding, scopesOf } from './scopes.ts'

/** How the rules stand to one account at one moment. */
export interface Standing {
  rules: Rules
  /** EN-2; undefined where two-factor authentication is not asked for. */
  deadline: Instant | undefined
}

async function readScopes(db: Db | Tx, account: { id: string; role: Role }, now: Instant) {
  const rows = await listRulesFor(db, account.id)
  const groups = new Map(rows.flatMap((row) => (row.added_at === null ? [] : [[row.group_id, row.added_at] as const])))
  return scopesOf(rows, account, groups, now)
}

/** What everyone (empty), each of its groups (by id) and its role (`role`) say to an account. */
export async function readNamedScopes(db: Db | Tx, account: { id: string; role: Role }, now: Instant): Promise<Map<string, Settings>> {
  const rows = await listRulesFor(db, account.id)
  const groups = new Map(rows.flatMap((row) => (row.added_at === null ? [] : [[row.group_id, row.added_at] as const])))
  const keys = ['', ...groups.keys(), 'role']
  return new Map(scopesOf(rows, account, groups, now).map((scope, place) => [keys[place] ?? '', scope.settings]))
}

/** The rules for an account at this moment. What is weaker than before and still waits does not hold yet (EN-1). */
export async function rulesFor(db: Db | Tx, account: { id: string; role: Role }, now: Instant): Promise<Rules> {
  return rulesOf((await readScopes(db, account, now)).map((one) => one.settings))
}

/** {@link rulesFor}, with the deadline. */
export async function standingOf(db: Db | Tx, account: DueAccount & { id: string }, now: Instant): Promise<Standing> {
  const scopes = await readScopes(db, account, now)
  return { rules: rulesOf(scopes.map((one) => one.settings)), deadline: deadlineOf(account, scopes) }
}

/** So many ids are asked for in one statement. */
const chunk = 500

/** {@link standingOf} of many, in a bounded number of statements.
 * @param given the rows to go by, where they are not those in the database */
export async function standingsOf(
  db: Db | Tx,
  accounts: readonly (DueAccount & { id: string })[],
  now: Instant,
  given?: readonly Dated[],
): Promise<Map<string, Standing>> {
  const held = Map.groupBy(holding(given ?? (await listRules(db)), now), (row) => row.group_id)
  // Most people are under the same few rules: those are put together once.
  const known = new Map<string, Rules>()
  const found = new Map<string, Standing>()
  for (let at = 0; at < accounts.length; at += chunk) {
    const some = accounts.slice(at, at + chunk)
    const memberships = await listMemberships(
      db,
      some.map((one) => one.id),
    )
    const groupsOf = Map.groupBy(memberships, (row) => row.account_id)
    for (const account of some) {
      const ruling = (groupsOf.get(account.id) ?? []).filter((row) => held.has(row.group_id))
      const groups = new Map(ruling.map((row) => [row.group_id, row.added_at]))
      const rows = ['', ...groups.keys()].flatMap((group) => held.get(group) ?? [])
      const scopes = scopesOf(rows, account, groups, now)
      const key = [account.role, ...[...groups.keys()].toSorted()].join(' ')
      const rules = known.get(key) ?? rulesOf(scopes.map((one) => one.settings))
      known.set(key, rules)
      found.set(account.id, { rules, deadline: deadlineOf(account, scopes) })
    }
  }
  return found
}

/** Whether any of these groups, or everyone, was marked (RR-6) at some time since then: a mark that was taken off lately still counts.
 * @param groups also those the account has left since then */
export async function markedSince(db: Db | Tx, q: { groups: string[]; since: Instant; now: Instant }): Promise<boolean> {
  const byGroup = Map.groupBy(await listMarks(db, q.groups, q.now), (row) => row.group_id)
  return [...byGroup.values()].some((rows) =>
    rows.some((row, place) => {
      const until = Math.min(row.replaced_at ?? Infinity, rows[place + 1]?.works_from ?? Infinity)
      return row.value === 'yes' && until > q.since
    }),
  )
}
