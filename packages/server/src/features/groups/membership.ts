import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { endMembership, findGroups, insertMembership, listAnswering, listGroupsOf, listLeft } from './groups.store.ts'

/** The groups of a person, by name. */
export const groupsOf = (db: Db | Tx, account: string): Promise<{ id: string; name: string }[]> => listGroupsOf(db, account)

/** Those who answer for a group of this account, each with since when: both the right and the membership are that old (RR-6). */
export async function answeringFor(db: Db | Tx, account: string): Promise<Map<string, Instant>> {
  const since = new Map<string, Instant>()
  for (const row of await listAnswering(db, account)) {
    const both = Math.max(row.given_at, row.member_since)
    since.set(row.account_id, Math.min(since.get(row.account_id) ?? Infinity, both))
  }
  return since
}

/** The groups that a person left since then. */
export const groupsLeftSince = async (db: Db | Tx, account: string, since: Instant): Promise<string[]> =>
  (await listLeft(db, account, since)).map((row) => row.group_id)

/** Puts a person into exactly these groups. Memberships that stay keep their age.
 * @returns how many changed, or undefined if there is no such group: then nothing changed */
export async function setGroups(
  core: Pick<Core, 'clock' | 'random'>,
  tx: Tx,
  q: { account: string; groups: string[] },
): Promise<number | undefined> {
  const wanted = [...new Set(q.groups)]
  if (wanted.length > 0 && (await findGroups(tx, wanted)).length !== wanted.length) return undefined
  const before = (await listGroupsOf(tx, q.account)).map((group) => group.id)
  const gone = before.filter((id) => !wanted.includes(id))
  const added = wanted.filter((id) => !before.includes(id))
  const now = core.clock.now()
  // RR-6: a marked group counts for 7 days after it was left.
  for (const id of gone) await endMembership(tx, { id: newId(core.random, 'fmr'), account: q.account, group: id, now })
  for (const id of added) await insertMembership(tx, { account: q.account, group: id, now })
  return gone.length + added.length
}
