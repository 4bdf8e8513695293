import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { Tables } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** @returns false if there is a group with this name */
export async function insertGroup(tx: Tx, row: Insertable<Tables['people_group']>): Promise<boolean> {
  const result = await tx
    .insertInto('people_group')
    .values(row)
    .onConflict((conflict) => conflict.column('name_key').doNothing())
    .executeTakeFirstOrThrow()
  return result.numInsertedOrUpdatedRows === 1n
}

/** All groups with how many people are in them; those who were deleted are in none. */
export const listGroups = (db: Db | Tx) =>
  db
    .selectFrom('people_group')
    .leftJoin('membership', 'membership.group_id', 'people_group.id')
    .select((eb) => ['people_group.id', 'people_group.name', eb.fn.count<number>('membership.account_id').as('members')])
    .groupBy(['people_group.id', 'people_group.name', 'people_group.name_key'])
    .orderBy('people_group.name_key')
    .execute()

export const listGroupsOf = (db: Db | Tx, account: string) =>
  db
    .selectFrom('membership')
    .innerJoin('people_group', 'people_group.id', 'membership.group_id')
    .select(['people_group.id', 'people_group.name'])
    .where('membership.account_id', '=', account)
    .orderBy('people_group.name_key')
    .execute()

/** Everybody who answers for a group of this account, once for each such group. */
export const listAnswering = (db: Db | Tx, account: string) =>
  db
    .selectFrom('membership as own')
    .innerJoin('answering_group', 'answering_group.group_id', 'own.group_id')
    .select(['answering_group.account_id', 'answering_group.added_at as given_at', 'own.added_at as member_since'])
    .where('own.account_id', '=', account)
    .where('answering_group.account_id', '!=', account)
    .where('answering_group.removed_at', 'is', null)
    .execute()

export const findGroup = (db: Db | Tx, id: string) =>
  db.selectFrom('people_group').select(['id', 'name']).where('id', '=', id).executeTakeFirst()

export const findGroups = (db: Db | Tx, ids: string[]) => db.selectFrom('people_group').select('id').where('id', 'in', ids).execute()

export async function insertMembership(tx: Tx, q: { account: string; group: string; now: Instant }): Promise<void> {
  await tx
    .insertInto('membership')
    .values({ account_id: q.account, group_id: q.group, added_at: q.now })
    .onConflict((conflict) => conflict.columns(['account_id', 'group_id']).doNothing())
    .execute()
}

/** A membership ends; that there was one is kept. */
export async function endMembership(tx: Tx, q: { id: string; account: string; group: string; now: Instant }): Promise<void> {
  const row = await tx
    .selectFrom('membership')
    .select('added_at')
    .where('account_id', '=', q.account)
    .where('group_id', '=', q.group)
    .executeTakeFirst()
  if (!row) return
  await tx.deleteFrom('membership').where('account_id', '=', q.account).where('group_id', '=', q.group).execute()
  await tx
    .insertInto('former_membership')
    .values({ id: q.id, account_id: q.account, group_id: q.group, added_at: row.added_at, removed_at: q.now })
    .execute()
}

/** Everybody in a group, whatever state their account is in. */
export const listMembers = (db: Db | Tx, group: string) =>
  db.selectFrom('membership').select(['account_id', 'added_at']).where('group_id', '=', group).orderBy('account_id').execute()

/** A group that nobody is in, and nothing rests on, is gone. @returns false if it was gone before */
export async function deleteGroupRow(tx: Tx, group: string): Promise<boolean> {
  const result = await tx.deleteFrom('people_group').where('id', '=', group).executeTakeFirstOrThrow()
  return result.numDeletedRows === 1n
}

/** The groups that an account left since then. */
export const listLeft = (db: Db | Tx, account: string, since: Instant) =>
  db
    .selectFrom('former_membership')
    .select(['group_id', 'removed_at'])
    .where('account_id', '=', account)
    .where('removed_at', '>', since)
    .execute()
