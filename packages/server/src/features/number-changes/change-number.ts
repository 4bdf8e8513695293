import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellOwner, timeText } from '../notices/index.ts'
import { findNumber, numberMac, type ReadNumber, readNumber } from '../phone-numbers/index.ts'
import { rulesFor } from '../policy/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { pendingNumber, type SentCode, sendNumberCode, tryNumberCode } from '../sms-codes/index.ts'
import { smsIsOn } from '../sms-gateways/index.ts'
import { takeNumber } from './take-number.ts'

/** Asks for another number, or for the first one (SM-3): a fresh confirmation now, and a code typed that was sent there. Nothing
 * changes until then. The same number asked for again is "Send again", and needs no second confirmation.
 * @param q.typed what the confirmation was for, to the letter */
export async function askForNumber(
  core: Core,
  session: CurrentSession,
  q: { typed: string; visitor: Visitor },
): Promise<Outcome<{ sent: SentCode }>> {
  if (!smsIsOn(core)) return refused('sms_not_set_up')
  const number = await readNumber(q.typed)
  if (!number) return refused('number_invalid')
  return await inTransaction<Outcome<{ sent: SentCode }>>(core.db, async (tx) => {
    const account = await lockAccount(tx, session.accountId)
    if (!(await rulesFor(tx, account, core.clock.now())).methods.includes('sms')) throw new Refusal(refused('method_not_usable'))
    const again = await isPending(core, tx, session, number)
    const { network } = q.visitor
    const sent = await sendNumberCode(core, tx, { account: account.id, number, subject: session.id, network })
    // Before the confirmation is asked for: nobody confirms in vain.
    if (!sent.ok) throw new Refusal(sent)
    if (!again) {
      await requireConfirmation(core, tx, session, 'change-number', { number: q.typed })
      await record(core, tx, {
        act: 'number_requested',
        actor: { kind: 'account', id: account.id },
        account: account.id,
        from: { ip: q.visitor.ip, session: session.id, browser: session.browserId },
      })
    }
    return sent
  })
}

async function isPending(core: Core, tx: Parameters<typeof findNumber>[0], session: CurrentSession, number: ReadNumber): Promise<boolean> {
  const live = await pendingNumber(core, tx, session.id)
  const row = live && (await findNumber(tx, live.number_id))
  return row?.lookup_mac === numberMac(core, number.e164)
}

/** The code that was sent there is typed: the number is the account's, and a changed one serves after 72 h (SM-3). */
export async function checkNewNumber(core: Core, session: CurrentSession, q: { typed: string; ip: string }): Promise<Outcome> {
  const tried = await tryNumberCode(core, { subject: session.id, typed: q.typed })
  if (!tried.ok) return tried
  return await inTransaction<Outcome>(core.db, async (tx) => {
    await lockAccount(tx, session.accountId)
    if (!(await tried.spend(tx))) throw new Refusal(refused('code_not_accepted'))
    // A weak confirmation does not change a number, so what came of a strong one is not weak.
    const { number, replaced, servesFrom } = await takeNumber(core, tx, { account: session.accountId, id: tried.number, weakUntil: 0 })
    await record(core, tx, {
      act: replaced ? 'number_changed' : 'number_added',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { number: number.id },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    const later: Record<string, string> = servesFrom > core.clock.now() ? { servesFrom: timeText(servesFrom) } : {}
    await tellOwner(core, tx, {
      accountId: session.accountId,
      kind: replaced ? 'number-changed' : 'number-added',
      params: { lastTwo: number.last_two, ...later },
    })
    return done({})
  })
}
