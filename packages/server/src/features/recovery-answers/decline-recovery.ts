import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { notFound, Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { answerersOf } from '../approvers/index.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { type CaseRow, closeCase, decideRequest, findCase } from '../recovery-requests/index.ts'
import { endSuspension, suspensionOfCase } from '../suspensions/index.ts'
import { type AnswerTo, openAnswer, recordStep } from './answer-context.ts'
import { listRequests, moveReason } from './cases.store.ts'
import { isOpen } from './open-request.ts'
import { reasonsFor } from './reasons.ts'
import { endAnswers, setDeclined } from './recovery-answers.store.ts'
import { seenNow } from './seen-now.ts'
import { waitsUntil } from './wait.ts'

interface ToDecline {
  session: CurrentSession
  ip: string
  to: AnswerTo
  reason: string
}

/** One decline ends it (RR-6): the request, or, without one, the case with all its requests; and what was approved and waits
 * for its 24 hours. */
export async function declineRecovery(core: Core, q: ToDecline): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const seen = await findCase(tx, q.to.case)
    if (seen && seen.closed_at !== null) return await stopWaiting(core, tx, seen, q)
    const context = await openAnswer(core, tx, q.session, q.to)
    const { account, now, me } = context
    if (context.step === 'barred') throw new Refusal(refused('may_not_answer', { detail: { why: 'barred' } }))
    if (!(await setDeclined(tx, { id: context.row.id, now, reason: q.reason }))) throw new Refusal(refused('step_not_open'))
    const all = (await listRequests(tx, context.case.id)).filter((one) => isOpen(one, now))
    for (const { id } of context.request ? [context.request] : all)
      await decideRequest(core, tx, { request: id, to: 'declined', by: me.account.id, reason: q.reason })
    // A case that requests opened is closed with the last of them; without a request the decline is for all of it.
    if (!context.request) {
      await closeCase(core, tx, { case: context.case.id, reason: 'declined' })
      await endAnswers(tx, context.case.id, now)
    }
    const reasons = await reasonsFor(core, tx, context, { me, ip: q.ip, hours: 24 })
    const note = { kind: 'declined' as const, params: { reason: q.reason }, seen: await seenNow(core, context, reasons) }
    await recordStep(core, context, { ...q, act: 'recovery_declined', reason: q.reason, note })
    core.live.publish(`account:${account.id}`)
    return { ok: true }
  })
}

/** What one approval gave waits for 24 hours, and can be stopped until then by anybody who may answer (RR-6). */
async function stopWaiting(core: Core, tx: Tx, seen: CaseRow, q: ToDecline): Promise<Outcome> {
  const now = core.clock.now()
  const account = await lockAccount(tx, seen.account_id)
  const me = (await answerersOf(core, tx, account)).find((one) => one.account.id === q.session.accountId)
  if (!me || me.whyNot === 'role' || me.whyNot === 'not-your-group') throw notFound()
  if (me.whyNot) throw new Refusal(refused('may_not_answer', { detail: { why: me.whyNot } }))
  const current = await findCase(tx, seen.id)
  const until = current && (await waitsUntil(tx, current))
  if (!current || until === undefined || until <= now) throw new Refusal(refused('case_over'))
  if (!(await moveReason(tx, { id: current.id, from: current.closed_reason ?? '', to: 'declined' })))
    throw new Refusal(refused('case_over'))
  await endAnswers(tx, current.id, now)
  const actor = { kind: 'account' as const, id: me.account.id }
  for (const { id, state } of await listRequests(tx, current.id))
    if (state === 'approved')
      await decideRequest(core, tx, { request: id, to: 'declined', from: 'approved', by: me.account.id, reason: q.reason })
  if (await suspensionOfCase(tx, current.id))
    await endSuspension(core, tx, { account: account.id, reason: 'stopped', reviveDevices: true, actor })
  const note = { case: current.id, account: account.id, by: me.account.id, params: { reason: q.reason } }
  await noteInCase(core, tx, { ...note, kind: 'declined' })
  await record(core, tx, {
    act: 'recovery_declined',
    actor,
    account: account.id,
    reason: q.reason,
    detail: { case: current.id, waited: true },
    from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
  })
  core.live.publish('console')
  return { ok: true }
}
