import { sql } from 'kysely'
import { anywhere } from '../../db/like.ts'
import type { Db } from '../../db/open.ts'

/** Accounts with the text somewhere in their name, login name or an address in use, whatever state they are in.
 * @param key as `loginKeyOf` returned it; empty for everybody */
export function searchAccounts(db: Db, key: string) {
  const people = db.selectFrom('account')
  if (key === '') return people
  const like = anywhere(key)
  return people.where((eb) =>
    eb.or([
      sql<boolean>`account.name_key like ${like} escape '\\'`,
      sql<boolean>`account.login_key like ${like} escape '\\'`,
      eb.exists(
        eb
          .selectFrom('email')
          .select('email.id')
          .whereRef('email.account_id', '=', 'account.id')
          .where('email.replaced_at', 'is', null)
          .where(sql<boolean>`email.address_key like ${like} escape '\\'`),
      ),
    ]),
  )
}
