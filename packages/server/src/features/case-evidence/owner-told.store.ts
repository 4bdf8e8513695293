import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** What went out to an account since then on any channel, and how far each message is. */
export const messagesSince = (db: Db | Tx, account: string, since: Instant) =>
  db
    .selectFrom('outbox')
    .select(['kind', 'dedupe', 'created_at', 'sent_at', 'failed_at'])
    .where('account_id', '=', account)
    .where('created_at', '>=', since)
    .where('kind', 'in', ['mail', 'push', 'sms'])
    .execute()

/** The links "Stop this" of that time: each mail and SMS on the way through an administrator carries one (RR-3). */
export const stopLinksSince = (db: Db | Tx, account: string, since: Instant) =>
  db
    .selectFrom('link')
    .select('id')
    .where('account_id', '=', account)
    .where('purpose', '=', 'stop')
    .where('created_at', '>=', since)
    .execute()

/** What the owner was told in the app at that time about the way through an administrator. */
export const noticesSince = (db: Db | Tx, account: string, since: Instant, kinds: readonly string[]) =>
  db.selectFrom('notice').select('id').where('account_id', '=', account).where('at', '>=', since).where('kind', 'in', kinds).execute()

/** Whether a push reaches a phone of the account. */
export async function hasPushAddress(db: Db | Tx, account: string): Promise<boolean> {
  const row = await db
    .selectFrom('push_subscription')
    .innerJoin('device', 'device.id', 'push_subscription.device_id')
    .select('device.id')
    .where('device.account_id', '=', account)
    .where('device.state', 'in', ['trusted', 'held', 'blocked'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
