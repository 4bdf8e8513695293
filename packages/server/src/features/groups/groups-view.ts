import type { Groups } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { groupsWithRules } from '../policy/index.ts'
import { listAnswerers } from './answering.store.ts'
import { listGroups } from './groups.store.ts'

type Held = Pick<Groups['groups'][number], 'holds' | 'answeredBy'>

/** What keeps each group from being deleted: what somebody would lose by it (EN-1, RR-6). */
export async function holdsOf(db: Db | Tx, now: Instant): Promise<(group: string) => Held> {
  const ruled = await groupsWithRules(db, now)
  const answerers = Map.groupBy(await listAnswerers(db), (row) => row.group_id)
  return (group) => {
    const answeredBy = (answerers.get(group) ?? []).map(({ id, name }) => ({ id, name }))
    const rules = ruled.get(group)
    const holds = (['mark', 'rules'] as const).filter((kind) => rules?.has(kind))
    return { holds: answeredBy.length > 0 ? [...holds, 'approvers'] : holds, answeredBy }
  }
}

/** The page "Groups". */
export async function groupsView(core: Pick<Core, 'db' | 'clock'>): Promise<Groups> {
  const holds = await holdsOf(core.db, core.clock.now())
  return { groups: (await listGroups(core.db)).map((group) => ({ ...group, ...holds(group.id) })) }
}
