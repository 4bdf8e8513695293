import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { deleteMembership, findGroups, insertMembership, listGroupsOf, listSharing } from './groups.store.ts'

/** The groups of a person, by name. */
export const groupsOf = (db: Db | Tx, account: string): Promise<{ id: string; name: string }[]> => listGroupsOf(db, account)

/** The ids of those who share a group with this account. */
export const sharingGroupWith = async (db: Db | Tx, account: string): Promise<Set<string>> =>
  new Set((await listSharing(db, account)).map((row) => row.account_id))

/** Puts a person into exactly these groups. Memberships that stay keep their age.
 * @returns how many changed, or undefined if there is no such group: then nothing changed */
export async function setGroups(core: Pick<Core, 'clock'>, tx: Tx, q: { account: string; groups: string[] }): Promise<number | undefined> {
  const wanted = [...new Set(q.groups)]
  if (wanted.length > 0 && (await findGroups(tx, wanted)).length !== wanted.length) return undefined
  const before = (await listGroupsOf(tx, q.account)).map((group) => group.id)
  const gone = before.filter((id) => !wanted.includes(id))
  const added = wanted.filter((id) => !before.includes(id))
  for (const id of gone) await deleteMembership(tx, q.account, id)
  for (const id of added) await insertMembership(tx, { account: q.account, group: id, now: core.clock.now() })
  return gone.length + added.length
}
