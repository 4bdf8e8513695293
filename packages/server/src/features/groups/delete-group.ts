import type { GroupHold } from '@sparekey/protocol/console'
import type { RefusalCode } from '@sparekey/protocol/errors'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { requireAdministrator, takeTurn } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellAdministrators } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { deleteGroupRow, endMembership, findGroup, listMembers } from './groups.store.ts'
import { holdsOf } from './groups-view.ts'

type Ok = { ok: true }

/** What is taken away first, in the order in which it is said. */
const refusals: Record<GroupHold, RefusalCode> = { mark: 'group_marked', rules: 'group_has_rules', approvers: 'group_answered_for' }

/** Deletes a group, and everybody leaves it. Only one on which nothing rests: taking off a rule or a mark waits for 24 h and can be
 * stopped (EN-1), and who answers for whom is confirmed by itself (RR-6), so none of these goes along with the group. */
export async function deleteGroup(core: Core, q: { session: CurrentSession; group: string; ip: string }): Promise<Ok | Refused> {
  return await inTransaction<Ok | Refused>(core.db, async (tx) => {
    // Who puts people into groups, saves rules or says who answers takes the same turns: nothing comes to the group meanwhile.
    const by = await requireAdministrator(tx, q.session.accountId)
    await takeTurn(tx, 'policy')
    const group = await findGroup(tx, q.group)
    if (!group) throw new Refusal(refused('not_found'))
    const { holds, answeredBy } = (await holdsOf(tx, core.clock.now()))(group.id)
    const [first] = holds
    if (first)
      throw new Refusal(refused(refusals[first], { detail: { name: group.name, approvers: answeredBy.map((one) => one.name).join(', ') } }))
    const members = await listMembers(tx, group.id)
    const about = { group: group.id, name: group.name, members: String(members.length) }
    await requireConfirmation(core, tx, q.session, 'delete-group', about)
    const from = { ip: q.ip, session: q.session.id, browser: q.session.browserId }
    const actor = { kind: 'account', id: by.id } as const
    for (const { account_id: account } of members) {
      await leave(core, tx, { account, group: group.id })
      // RR-4, RR-6: their groups changed, and it was this administrator who did it.
      await record(core, tx, { act: 'groups_changed', actor, account, detail: { changed: 1, deleted: group.id }, from })
      core.live.publish(`account:${account}`)
    }
    await deleteGroupRow(tx, group.id)
    await record(core, tx, { act: 'group_deleted', actor, detail: { group: group.id, name: group.name, members: members.length }, from })
    const params = { by: by.name, group: group.name, members: String(members.length) }
    await tellAdministrators(core, tx, { kind: 'group-deleted', params, page: 'console' })
    core.live.publish('console')
    return { ok: true }
  })
}

/** RR-6: that somebody was in it is kept, since a mark of the last 7 days goes on counting for them. */
const leave = (core: Pick<Core, 'clock' | 'random'>, tx: Tx, q: { account: string; group: string }): Promise<void> =>
  endMembership(tx, { ...q, id: newId(core.random, 'fmr'), now: core.clock.now() })
