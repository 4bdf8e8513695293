import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { askNumber, type ReadNumber } from '../phone-numbers/index.ts'
import { mayBeSent, smsIsOn } from '../sms-gateways/index.ts'
import { type SentCode, sendCode, sentCode } from './send-code.ts'
import { findLive, type LiveCode, spendCode } from './sms-codes.store.ts'
import { tryCode } from './try-code.ts'

/** Sends a code to a number that somebody wants to set (SM-3). Whether another account has it is not said here, only to who
 * types the code: that person holds it.
 * @param q.subject the session or the set-up; the code is good there alone */
export async function sendNumberCode(
  core: Core,
  tx: Tx,
  q: { account: string; number: ReadNumber; subject: string; network: string },
): Promise<Outcome<{ sent: SentCode }>> {
  if (!smsIsOn(core)) return refused('sms_not_set_up')
  if (!mayBeSent(core, q.number)) return refused('number_not_allowed')
  const number = await askNumber(core, tx, { account: q.account, e164: q.number.e164 })
  return await sendCode(core, tx, { purpose: 'number', subject: q.subject, number, network: q.network, words: 'set this number' })
}

/** The code that a session or a set-up waits for. */
export const pendingNumber = (core: Core, db: Db | Tx, subject: string): Promise<LiveCode | undefined> =>
  findLive(db, { purpose: 'number', subject, now: core.clock.now() })

export const pendingView = async (core: Core, subject: string): Promise<SentCode | undefined> => {
  const live = await pendingNumber(core, core.db, subject)
  return live && sentCode(live)
}

/** Checks the code to a new number. @returns the number, and what uses the code up in the transaction that sets it */
export async function tryNumberCode(
  core: Core,
  q: { subject: string; typed: string },
): Promise<Outcome<{ number: string; spend: (tx: Tx) => Promise<boolean> }>> {
  const tried = await tryCode(core, { purpose: 'number', ...q })
  if (!tried.ok) return tried
  const { id, number_id } = tried.code
  return { ok: true, number: number_id, spend: (tx) => spendCode(tx, { id, purpose: 'number', now: core.clock.now() }) }
}
