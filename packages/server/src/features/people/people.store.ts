import type { Db } from '../../db/open.ts'
import { searchAccounts } from '../accounts/index.ts'

export const pageSize = 25

/** @param key as `loginKeyOf` returned it; empty for everybody */
const found = (db: Db, key: string) => searchAccounts(db, key).where('account.state', '!=', 'deleted')

export async function countPeople(db: Db, key: string): Promise<number> {
  const row = await found(db, key)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** One page, by name; the id decides between equal names, so that nobody is on two pages or none. */
export const listPeople = (db: Db, key: string, page: number) =>
  found(db, key)
    .select(['account.id', 'account.login', 'account.name', 'account.role', 'account.state', 'account.two_factor_since'])
    .select((eb) => [
      eb
        .selectFrom('session')
        .select((one) => one.fn.max('session.created_at').as('at'))
        .whereRef('session.account_id', '=', 'account.id')
        .as('last_login_at'),
      eb
        .selectFrom('email')
        .select('email.address')
        .whereRef('email.account_id', '=', 'account.id')
        .where('email.replaced_at', 'is', null)
        .orderBy((one) => one.case().when('email.verified_at', 'is', null).then(1).else(0).end())
        .orderBy('email.added_at')
        .orderBy('email.id')
        .limit(1)
        .as('email'),
    ])
    .orderBy('account.name_key')
    .orderBy('account.id')
    .limit(pageSize)
    .offset((page - 1) * pageSize)
    .execute()

/** How many there are, for the first page of the console. */
export async function countKinds(db: Db): Promise<{ total: number; withoutTwoFactor: number; invited: number }> {
  const row = await db
    .selectFrom('account')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.count<number>(eb.case().when('state', '=', 'invited').then(1).end()).as('invited'),
      eb.fn
        .count<number>(
          eb
            .case()
            .when(eb.and([eb('state', '=', 'active'), eb('two_factor_since', 'is', null)]))
            .then(1)
            .end(),
        )
        .as('without'),
    ])
    .where('state', '!=', 'deleted')
    .executeTakeFirstOrThrow()
  return { total: Number(row.total), withoutTwoFactor: Number(row.without), invited: Number(row.invited) }
}
