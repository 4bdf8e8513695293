import type { Db } from '../../db/open.ts'
import type { Instant } from '../../kernel/clock.ts'

/** Since when the account's full sign-ins made this browser known. */
export async function knownSince(db: Db, browser: string, account: string): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('browser_account')
    .select('known_since')
    .where('browser_id', '=', browser)
    .where('account_id', '=', account)
    .executeTakeFirst()
  return row?.known_since
}

export async function countWrongCodes(db: Db, q: { account: string; from: Instant; to: Instant }): Promise<number> {
  const row = await db
    .selectFrom('login_event')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', q.account)
    .where('result', '=', 'wrong-code')
    .where('at', '>', q.from)
    .where('at', '<=', q.to)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** Prompts that nobody confirmed: denied, ended, or left without an answer. */
export async function countFailedPrompts(db: Db, q: { account: string; from: Instant; to: Instant; now: Instant }): Promise<number> {
  const row = await db
    .selectFrom('prompt')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('account_id', '=', q.account)
    .where('created_at', '>', q.from)
    .where('created_at', '<=', q.to)
    .where((eb) =>
      eb.or([eb('state', 'in', ['denied', 'mistaken', 'ended']), eb.and([eb('state', '=', 'open'), eb('expires_at', '<=', q.now)])]),
    )
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** What went out to the owner since then: the first message that arrived, and whether any still waits. */
export async function messagesSince(db: Db, account: string, since: Instant): Promise<{ sentAt: Instant | undefined; waiting: boolean }> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => [
      eb.fn.min('sent_at').as('sent_at'),
      eb.fn
        .count<number>(
          eb
            .case()
            .when(eb.and([eb('sent_at', 'is', null), eb('failed_at', 'is', null)]))
            .then(1)
            .end(),
        )
        .as('waiting'),
    ])
    .where('account_id', '=', account)
    .where('created_at', '>=', since)
    .where('kind', 'in', ['mail', 'push', 'sms'])
    .executeTakeFirstOrThrow()
  return { sentAt: row.sent_at ?? undefined, waiting: Number(row.waiting) > 0 }
}
