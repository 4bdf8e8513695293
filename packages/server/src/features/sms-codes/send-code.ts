import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { lockAccount } from '../accounts/index.ts'
import { type NumberRow, openNumber } from '../phone-numbers/index.ts'
import { queueSms, reserveSms } from '../sms-gateways/index.ts'
import { codeText, type SmsPurpose } from './messages/en.ts'
import { smsAgainAfter, smsCodeLife, smsCodeMac, smsCodeOf, smsCodeTries, smsLeastLife } from './sms-code.ts'
import { type Asker, endCode, findLive, insertCode, type LiveCode, markResent } from './sms-codes.store.ts'

/** A code on its way, as pages show it. */
export interface SentCode {
  lastTwo: string
  againAt: Instant
  expiresAt: Instant
  /** The gateway did not take it (SM-4). */
  failed: boolean
}

export const sentCode = (live: LiveCode): SentCode => ({
  lastTwo: live.last_two,
  againAt: live.sent_at + smsAgainAfter,
  expiresAt: live.expires_at,
  failed: live.failed_at !== null,
})

interface ToSend extends Asker {
  number: NumberRow
  network: string
  words: SmsPurpose
}

/** Sends a code to a number, or the same one once more. Asked for again too soon it does nothing: the page shows when.
 * @returns the refusal that says why none was sent; the caller undoes its transaction then, so that nothing is counted */
export async function sendCode(core: Core, tx: Tx, q: ToSend): Promise<Outcome<{ sent: SentCode }>> {
  const now = core.clock.now()
  // Two requests at once would each see no code and make one.
  await lockAccount(tx, q.number.account_id)
  const live = await findLive(tx, { ...q, now })
  const same = live?.number_id === q.number.id ? live : undefined
  if (same && same.tries >= smsCodeTries) return refused('too_many_attempts', { retryAt: same.expires_at })
  if (same && same.sent_at > now - smsAgainAfter) return done({ sent: sentCode(same) })
  const e164 = openNumber(core, q.number)
  const reserved = await reserveSms(core, tx, { kind: 'code', account: q.number.account_id, e164, network: q.network })
  if (!reserved.ok) return reserved
  const kept = same && same.expires_at - now >= smsLeastLife ? same : undefined
  if (live && !kept) await endCode(tx, live.id, now)
  const code = kept ? await again(tx, kept, now) : await make(core, tx, q, same?.tries ?? 0)
  const text = codeText({
    siteName: core.config.siteName,
    publicUrl: core.config.publicUrl,
    code: smsCodeOf(core, code.id),
    purpose: q.words,
  })
  await queueSms(core, tx, reserved.sms, {
    text,
    about: code.id,
    dedupe: `code ${code.id} ${code.sends}`,
    endsAt: code.expires_at,
  })
  return done({ sent: sentCode(code) })
}

async function again(tx: Tx, live: LiveCode, now: Instant): Promise<LiveCode> {
  // The account's row is taken, so nothing sent it meanwhile; a code that was just spent is sent for nothing.
  await markResent(tx, { id: live.id, now, notSince: now - smsAgainAfter })
  return { ...live, sent_at: now, sends: live.sends + 1, failed_at: null }
}

/** @param tries those that a code before it used up, for a resend makes no new ones (SM-1) */
async function make(core: Core, tx: Tx, q: ToSend, tries: number): Promise<LiveCode> {
  const now = core.clock.now()
  const id = newId(core.random, 'smc')
  const row = {
    id,
    account_id: q.number.account_id,
    number_id: q.number.id,
    purpose: q.purpose,
    subject_id: q.subject,
    mac: smsCodeMac(core, id, smsCodeOf(core, id)),
    tries,
    sends: 1,
    created_at: now,
    sent_at: now,
    expires_at: now + smsCodeLife,
    spent_at: null,
    failed_at: null,
  }
  await insertCode(tx, row)
  return { ...row, last_two: q.number.last_two }
}
