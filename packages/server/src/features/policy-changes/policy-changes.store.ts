import type { Insertable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { PolicyRuleTable } from '../../db/tables.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'

/** Groups with how many active people are in them, by name. */
export const listScopes = (db: Db | Tx) =>
  db
    .selectFrom('people_group')
    .leftJoin('membership', 'membership.group_id', 'people_group.id')
    .leftJoin('account', (join) => join.onRef('account.id', '=', 'membership.account_id').on('account.state', '=', 'active'))
    .select((eb) => ['people_group.id', 'people_group.name', eb.fn.count<number>('account.id').as('people')])
    .groupBy(['people_group.id', 'people_group.name', 'people_group.name_key'])
    .orderBy('people_group.name_key')
    .execute()

export async function countActive(db: Db | Tx): Promise<number> {
  const row = await db
    .selectFrom('account')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** What waits, with who made it. */
export const listWaiting = (db: Db | Tx, now: Instant) =>
  db
    .selectFrom('policy_rule')
    .leftJoin('account', 'account.id', 'policy_rule.made_by')
    .selectAll('policy_rule')
    .select('account.name as made_by_name')
    .where('policy_rule.replaced_at', 'is', null)
    .where('policy_rule.stopped_at', 'is', null)
    .where('policy_rule.works_from', '>', now)
    .orderBy('policy_rule.works_from')
    .orderBy('policy_rule.id')
    .execute()

export const findRule = (db: Db | Tx, id: string) => db.selectFrom('policy_rule').selectAll().where('id', '=', id).executeTakeFirst()

export async function lastRevision(db: Db | Tx): Promise<number> {
  const row = await db
    .selectFrom('policy_rule')
    .select((eb) => eb.fn.max('revision').as('last'))
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

export async function insertRule(tx: Tx, row: Insertable<PolicyRuleTable>): Promise<void> {
  await tx.insertInto('policy_rule').values(row).execute()
}

/** What waited for this setting gives way to what is newer. */
export async function replaceWaiting(tx: Tx, q: { scope: string; setting: string; now: Instant }): Promise<void> {
  await replaceOf(tx, q).where('works_from', '>', q.now).execute()
}

/** What held for this setting gives way to what holds from now on. */
export async function replaceHolding(tx: Tx, q: { scope: string; setting: string; now: Instant }): Promise<void> {
  await replaceOf(tx, q).where('works_from', '<=', q.now).execute()
}

const replaceOf = (tx: Tx, q: { scope: string; setting: string; now: Instant }) =>
  tx
    .updateTable('policy_rule')
    .set({ replaced_at: q.now })
    .where('group_id', '=', q.scope)
    .where('setting', '=', q.setting)
    .where('replaced_at', 'is', null)
    .where('stopped_at', 'is', null)

/** @returns false if it took effect, was stopped, or was replaced: one of several who come at the same moment decides */
export async function stopRule(tx: Tx, q: { id: string; by: string; now: Instant }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('policy_rule')
      .set({ stopped_at: q.now, stopped_by: q.by })
      .where('id', '=', q.id)
      .where('stopped_at', 'is', null)
      .where('replaced_at', 'is', null)
      .where('works_from', '>', q.now)
      .executeTakeFirstOrThrow(),
  )
}

const accountColumns = ['account.id', 'account.name', 'account.login', 'account.role'] as const
const dueColumns = ['account.due_at', 'account.due_extended_until', 'account.two_factor_since'] as const

/** Active people of a scope, by name.
 * @param scope empty for everyone */
export function listPeople(db: Db | Tx, scope: string) {
  const people = db
    .selectFrom('account')
    .select([...accountColumns, ...dueColumns])
    .where('account.state', '=', 'active')
  const some =
    scope === ''
      ? people
      : people.where((eb) =>
          eb.exists(
            eb
              .selectFrom('membership')
              .select('membership.account_id')
              .whereRef('membership.account_id', '=', 'account.id')
              .where('membership.group_id', '=', scope),
          ),
        )
  return some.orderBy('account.name_key').orderBy('account.id').execute()
}

/** Who has a phone that confirms now (OP-9, RR-10); its verification code does, too. */
export const listWithPhone = (db: Db | Tx, q: { origin: string; now: Instant }) =>
  db
    .selectFrom('device')
    .select('account_id')
    .distinct()
    .where('state', '=', 'trusted')
    .where('origin', '=', q.origin)
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', q.now)]))
    .execute()

/** Who has a number that serves. */
export const listWithNumber = (db: Db | Tx, now: Instant) =>
  db
    .selectFrom('phone_number')
    .select('account_id')
    .distinct()
    .where('kind', '=', 'sms')
    .where('verified_at', 'is not', null)
    .where('replaced_at', 'is', null)
    .where('held_at', 'is', null)
    .where('blocked_at', 'is', null)
    .where('serves_from', '<=', now)
    .execute()

/** Who has an unspent code of a set that counts. */
export const listWithCodes = (db: Db | Tx) =>
  db
    .selectFrom('recovery_code_set')
    .select('account_id')
    .distinct()
    .where('saved_at', 'is not', null)
    .where('voided_at', 'is', null)
    .where('held_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('recovery_code')
          .select('recovery_code.id')
          .whereRef('recovery_code.set_id', '=', 'recovery_code_set.id')
          .where('recovery_code.spent_at', 'is', null),
      ),
    )
    .execute()

/** The sessions that are not over by their own time. */
export const listSessions = (db: Db | Tx, now: Instant) =>
  db
    .selectFrom('session')
    .select(['account_id', 'created_at', 'last_seen_at', 'expires_at'])
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', now - days(1))
    .execute()
