import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { newId } from '../../kernel/random.ts'
import { endAnswering, insertAnswering, listAnswered } from './answering.store.ts'
import { findGroup, findGroups } from './groups.store.ts'

/** The groups whose members an approver answers for (RR-6), by name. They mean nothing while the role is another. */
export const answeringGroupsOf = (db: Db | Tx, approver: string): Promise<{ id: string; name: string }[]> => listAnswered(db, approver)

/** Makes an approver answer for exactly these groups. Rights that stay keep their age: a new one is not one of two for 7 days (RR-6).
 * @returns what changed, or undefined if there is no such group: then nothing changed */
export async function setAnsweringGroups(
  core: Pick<Core, 'clock' | 'random'>,
  tx: Tx,
  q: { approver: string; groups: string[]; by: string },
): Promise<{ added: string[]; gone: string[] } | undefined> {
  const wanted = [...new Set(q.groups)]
  if (wanted.length > 0 && (await findGroups(tx, wanted)).length !== wanted.length) return undefined
  const before = (await listAnswered(tx, q.approver)).map((group) => group.id)
  const gone = before.filter((id) => !wanted.includes(id))
  const added = wanted.filter((id) => !before.includes(id))
  const now = core.clock.now()
  for (const group of gone) await endAnswering(tx, { approver: q.approver, group, now })
  for (const group of added) {
    const id = newId(core.random, 'ans')
    await insertAnswering(tx, { id, account_id: q.approver, group_id: group, added_at: now, added_by: q.by, removed_at: null })
  }
  return { added, gone }
}

export const groupNamed = findGroup
