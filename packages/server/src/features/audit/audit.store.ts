import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** What was done to an account since then, the oldest first. */
export const listActs = (db: Db | Tx, q: { account: string; acts: readonly string[]; since: Instant }) =>
  db
    .selectFrom('audit')
    .select(['act', 'at', 'actor_kind', 'actor_id', 'detail'])
    .where('account_id', '=', q.account)
    .where('at', '>=', q.since)
    .where('act', 'in', q.acts)
    .orderBy('at')
    .orderBy('id')
    .execute()
