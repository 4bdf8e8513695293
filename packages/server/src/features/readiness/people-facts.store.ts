import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Db } from '../../db/open.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { searchAccounts } from '../accounts/index.ts'

/** What is read once and asked of every account. */
export interface AskedOfAll {
  /** This site's address: phones of another confirm nothing (OP-9). */
  origin: string
  now: Instant
  /** As `loginKeyOf` returned it; empty for everybody. */
  search: string
  /** There is a gateway. SMS serves members alone (SM-3). */
  sms: boolean
  /** The scopes whose rules do not allow recovery codes, or SMS: ids of groups, `''` for everyone (EN-1). */
  barred: { codes: readonly string[]; sms: readonly string[] }
  /** Typed methods are off after so many in a row, or in 90 days (SI-10). */
  typedOff: { inRow: number; total: number }
}

/** The rules allow it to this account: none of the scopes that bar a method is one of its own. */
function allowed(barred: readonly string[]): RawBuilder<SqlBool> {
  if (barred.length === 0) return sql`1 = 1`
  if (barred.includes('')) return sql`1 = 0`
  return sql`not exists (select 1 from membership where membership.account_id = account.id and membership.group_id in (${sql.join(barred)}))`
}

const activePeople = (db: Db, key: string) => searchAccounts(db, key).where('account.state', '=', 'active')

/** Each active account with what it could confirm with now: one statement for all of them, on both engines. A row is:
 * `phones` that confirm, a `code` that counts, in how many lanes typed methods are off, how many numbers serve, until when it is
 * suspended. */
export function factsOf(db: Db, q: AskedOfAll) {
  return activePeople(db, q.search)
    .select([
      'account.id',
      'account.name',
      'account.name_key',
      'account.login',
      'account.role',
      'account.role_before',
      'account.role_changed_at',
      'account.two_factor_since',
      'account.due_at',
      'account.due_extended_until',
    ])
    .select((eb) => [
      eb
        .selectFrom('device')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('device.account_id', '=', 'account.id')
        .where('device.state', '=', 'trusted')
        .where('device.origin', '=', q.origin)
        .where((one) => one.or([one('device.paused_until', 'is', null), one('device.paused_until', '<=', q.now)]))
        .as('phones'),
      eb
        .selectFrom('recovery_code')
        .innerJoin('recovery_code_set', 'recovery_code_set.id', 'recovery_code.set_id')
        .select('recovery_code.id')
        .whereRef('recovery_code_set.account_id', '=', 'account.id')
        .where('recovery_code_set.saved_at', 'is not', null)
        .where('recovery_code_set.voided_at', 'is', null)
        .where('recovery_code_set.held_at', 'is', null)
        .where('recovery_code.spent_at', 'is', null)
        .where(allowed(q.barred.codes))
        .limit(1)
        .as('code'),
      eb
        .selectFrom('attempt_counter')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('attempt_counter.account_id', '=', 'account.id')
        .where((one) =>
          one.or([
            one('attempt_counter.in_row', '>=', q.typedOff.inRow),
            one(
              one
                .selectFrom('attempt')
                .select((wrong) => wrong.fn.countAll<number>().as('n'))
                .whereRef('attempt.account_id', '=', 'attempt_counter.account_id')
                .whereRef('attempt.lane', '=', 'attempt_counter.lane')
                .whereRef('attempt.at', '>', 'attempt_counter.allowed_at')
                .where('attempt.at', '>', q.now - days(90))
                .where('attempt.wrong', '=', 1),
              '>=',
              q.typedOff.total,
            ),
          ]),
        )
        .as('lanes_off'),
      eb
        .selectFrom('phone_number')
        .select((one) => one.fn.countAll<number>().as('n'))
        .whereRef('phone_number.account_id', '=', 'account.id')
        .where('phone_number.kind', '=', 'sms')
        .where('phone_number.verified_at', 'is not', null)
        .where('phone_number.replaced_at', 'is', null)
        .where('phone_number.held_at', 'is', null)
        .where('phone_number.blocked_at', 'is', null)
        .where('phone_number.serves_from', '<=', q.now)
        .where('account.role', '=', 'member')
        .where(q.sms ? allowed(q.barred.sms) : sql<SqlBool>`1 = 0`)
        .as('numbers'),
      eb
        .selectFrom('suspension')
        .select((one) => one.fn.max('suspension.ends_at').as('ends_at'))
        .whereRef('suspension.account_id', '=', 'account.id')
        .where('suspension.ended_at', 'is', null)
        .where('suspension.starts_at', '<=', q.now)
        .where('suspension.ends_at', '>', q.now)
        .as('suspended_until'),
    ])
}
