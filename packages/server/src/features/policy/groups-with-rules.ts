import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { listRules } from './policy.store.ts'
import { holding } from './scopes.ts'

/** The groups that say something of their own now, or for which something waits, with whether it is their mark (RR-6), other rules,
 * or both. Without such a group somebody would be asked for less than before. */
export async function groupsWithRules(db: Db | Tx, now: Instant): Promise<Map<string, Set<'mark' | 'rules'>>> {
  const rows = (await listRules(db)).filter((row) => row.group_id !== '')
  const said = holding(rows, now).filter((row) => row.value !== null)
  const waiting = rows.filter((row) => row.works_from > now)
  const found = new Map<string, Set<'mark' | 'rules'>>()
  for (const row of [...said, ...waiting]) {
    const kinds = found.get(row.group_id) ?? new Set()
    found.set(row.group_id, kinds.add(row.setting === 'twoApprovers' && row.value === 'yes' ? 'mark' : 'rules'))
  }
  return found
}
