import type { Selectable } from 'kysely'
import type { Db } from '../../db/open.ts'
import type { AccountTable } from '../../db/tables.ts'
import type { Instant } from '../../kernel/clock.ts'

const listed = 1000

export type LackingRow = Pick<Selectable<AccountTable>, 'id' | 'name' | 'login' | 'role' | 'two_factor_since' | 'due_at'> & {
  suspended_until: Instant | null
}

/** Active accounts that may have no second factor now: never set up, suspended, or without a device that could confirm. By name. */
export const listLacking = (db: Db, q: { origin: string; now: Instant }): Promise<LackingRow[]> =>
  db
    .selectFrom('account')
    .select(['account.id', 'account.name', 'account.login', 'account.role', 'account.two_factor_since', 'account.due_at'])
    .select((eb) =>
      eb
        .selectFrom('suspension')
        .select((one) => one.fn.max('suspension.ends_at').as('ends_at'))
        .whereRef('suspension.account_id', '=', 'account.id')
        .where('suspension.ended_at', 'is', null)
        .where('suspension.starts_at', '<=', q.now)
        .where('suspension.ends_at', '>', q.now)
        .as('suspended_until'),
    )
    .where('account.state', '=', 'active')
    .where((eb) =>
      eb.or([
        eb('account.two_factor_since', 'is', null),
        eb.not(
          eb.exists(
            eb
              .selectFrom('device')
              .select('device.id')
              .whereRef('device.account_id', '=', 'account.id')
              .where('device.state', '=', 'trusted')
              .where('device.origin', '=', q.origin)
              .where((one) => one.or([one('device.paused_until', 'is', null), one('device.paused_until', '<=', q.now)])),
          ),
        ),
      ]),
    )
    .orderBy('account.name_key')
    .orderBy('account.id')
    .limit(listed)
    .execute()
