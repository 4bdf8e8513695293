import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { hours, minutes, seconds } from '../../kernel/clock.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { newToken } from '../../kernel/random.ts'
import { findAccountByLogin, resetAddresses } from '../accounts/index.ts'
import { reserveRate, type WaitRule } from '../attempts/index.ts'
import { record } from '../audit/index.ts'
import { makeLink } from '../links/index.ts'
import { queueMail } from '../mail/index.ts'
import { timeText } from '../notices/index.ts'
import { queue, type Sender } from '../outbox/index.ts'
import { resetMail } from './messages/en.ts'

/** The link of a mail, and one that an administrator made (EN-3). ms */
export const resetLife = minutes(15)

const fromOneNetwork: WaitRule = { free: 10, waitFrom: minutes(1), waitUpTo: hours(1), forgetAfter: hours(6) }
const toOneAccount: WaitRule = { free: 3, waitFrom: minutes(5), waitUpTo: hours(6), forgetAfter: hours(24) }

interface ResetRequest {
  login: string
}

/** "Forgotten password". Whether there is such an account is found out later, by the outbox: here a known and an unknown
 * login take the same statements and get the same answer (SI-1, EN-3). */
export async function askForReset(core: Core, q: { login: string; visitor: Visitor }): Promise<Outcome> {
  if (!core.config.mail) return refused('mail_not_set_up')
  const reserved = await reserveRate(core, `forgotten network ${q.visitor.network}`, fromOneNetwork)
  if (!reserved.ok) return refused('too_many_attempts', { retryAt: reserved.retryAt })
  const payload: ResetRequest = { login: q.login }
  const now = core.clock.now()
  // Seconds later, and not to be foretold: the work for a known login must not be felt in this answer or the next one.
  const dueAt = now + seconds(1) + core.random.below(seconds(3))
  await inPlainTransaction(core.db, async (tx) => {
    const dedupe = `reset-request ${newToken(core.random)}`
    await queue(core, tx, { kind: 'reset-request', dedupe, payload, dueAt, endsAt: now + resetLife })
  })
  return { ok: true }
}

/** Makes the link and queues its mail, if there is such an account: to the addresses as they were 7 days ago, so that a
 * changed one does not serve its thief (EN-6, SI-15). The person who asked sees nothing of it. */
export const createResetRequestSender = (): Sender => async (core, item) => {
  const { login } = item.payload as ResetRequest
  const account = await findAccountByLogin(core.db, login)
  if (account?.state !== 'active') return 'sent'
  // A stranger must not fill somebody's mailbox from many networks.
  if (!(await reserveRate(core, `forgotten account ${account.id}`, toOneAccount)).ok) return 'sent'
  await inPlainTransaction(core.db, async (tx) => {
    const now = core.clock.now()
    for (const address of await resetAddresses(tx, account.id, now)) {
      const link = await makeLink(core, tx, { purpose: 'reset', accountId: account.id, ttl: resetLife })
      const { siteName, support } = core.config
      const mail = resetMail({ siteName, login: account.login, asked: timeText(now), url: link.url, support })
      await queueMail(core, tx, {
        ...mail,
        accountId: account.id,
        to: address.address,
        dedupe: `${item.id} ${address.id}`,
        endsAt: link.expiresAt,
      })
    }
    await record(core, tx, { act: 'reset_link_mailed', actor: { kind: 'service' }, account: account.id })
  })
  return 'sent'
}
