import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { findNumber, isNumberTaken, readNumber } from '../phone-numbers/index.ts'
import { rulesFor } from '../policy/index.ts'
import { type SentCode, sendNumberCode, tryNumberCode } from '../sms-codes/index.ts'
import { currentSetUp } from './current-set-up.ts'
import { openSetUp } from './open-set-up.ts'
import { setNumber } from './set-up.store.ts'

/** "Enter phone number" (TD-1): sends a code there. It can be entered anew until the last step. */
export async function enterNumber(
  core: Core,
  session: CurrentSession,
  q: { typed: string; visitor: Visitor },
): Promise<Outcome<{ sent: SentCode }>> {
  const number = await readNumber(q.typed)
  if (!number) return refused('number_invalid')
  return await inTransaction<Outcome<{ sent: SentCode }>>(core.db, async (tx) => {
    const { row, account } = await openSetUp(core, tx, session, { step: 'number', ip: q.visitor.ip })
    if (!(await rulesFor(tx, account, core.clock.now())).methods.includes('sms')) throw new Refusal(refused('method_not_usable'))
    const sent = await sendNumberCode(core, tx, { account: account.id, number, subject: row.id, network: q.visitor.network })
    if (!sent.ok) throw new Refusal(sent)
    return sent
  })
}

/** The code that was sent there is typed. The number still counts for nothing before the last step.
 * That another account has it is said to who holds the number, and to nobody before (SM-3). */
export async function checkSetUpNumber(core: Core, session: CurrentSession, q: { typed: string; ip: string }): Promise<Outcome> {
  const { row: open } = await currentSetUp(core, core.db, session)
  if (!open) return refused('set_up_not_ready')
  const tried = await tryNumberCode(core, { subject: open.id, typed: q.typed })
  if (!tried.ok) return tried
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const { row, account } = await openSetUp(core, tx, session, { step: 'number', ip: q.ip })
    if (row.id !== open.id || !(await tried.spend(tx))) throw new Refusal(refused('code_not_accepted'))
    const number = await findNumber(tx, tried.number)
    if (!number || (await isNumberTaken(tx, number))) throw new Refusal(refused('number_taken'))
    if (!(await setNumber(tx, { id: row.id, number: number.id, skippedAt: null }))) throw new Refusal(refused('set_up_done'))
    await record(core, tx, {
      act: 'set_up_number_proved',
      actor: { kind: 'account', id: account.id },
      account: account.id,
      detail: { number: number.id },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    return { ok: true }
  })
}

/** Goes on without a number. */
export async function skipNumber(core: Core, session: CurrentSession, ip: string): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const { row } = await openSetUp(core, tx, session, { step: 'number', ip })
    if (!(await setNumber(tx, { id: row.id, number: null, skippedAt: core.clock.now() }))) throw new Refusal(refused('set_up_done'))
    return { ok: true }
  })
}
