import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** The groups that somebody answers for, by name. */
export const listAnswered = (db: Db | Tx, approver: string) =>
  db
    .selectFrom('answering_group')
    .innerJoin('people_group', 'people_group.id', 'answering_group.group_id')
    .select(['people_group.id', 'people_group.name'])
    .where('answering_group.account_id', '=', approver)
    .where('answering_group.removed_at', 'is', null)
    .orderBy('people_group.name_key')
    .execute()

/** Who answers for which group, by name: approvers only, since the right means nothing with another role (RR-6). */
export const listAnswerers = (db: Db | Tx) =>
  db
    .selectFrom('answering_group')
    .innerJoin('account', 'account.id', 'answering_group.account_id')
    .select(['answering_group.group_id', 'account.id', 'account.name'])
    .where('answering_group.removed_at', 'is', null)
    .where('account.role', '=', 'approver')
    .where('account.state', '!=', 'deleted')
    .orderBy('account.name_key')
    .orderBy('account.id')
    .execute()

export async function insertAnswering(tx: Tx, row: Insertable<Tables['answering_group']>): Promise<void> {
  await tx
    .insertInto('answering_group')
    .values(row)
    .onConflict((conflict) => conflict.columns(['account_id', 'group_id']).where('removed_at', 'is', null).doNothing())
    .execute()
}

/** The row stays: evidence asks who answered for whom. */
export async function endAnswering(tx: Tx, q: { approver: string; group: string; now: Instant }): Promise<void> {
  await tx
    .updateTable('answering_group')
    .set({ removed_at: q.now })
    .where('account_id', '=', q.approver)
    .where('group_id', '=', q.group)
    .where('removed_at', 'is', null)
    .execute()
}
