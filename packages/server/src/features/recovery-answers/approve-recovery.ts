import type { Approved, ApproveStep } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { oneOfTwo } from '../approvers/index.ts'
import { tellPeople } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { mayBeAnyBrowser } from '../suspensions/index.ts'
import { comesTo, pausedUntil, togetherWithin } from './agreement.ts'
import { type AnswerContext, openAnswer, recordStep, requireStep } from './answer-context.ts'
import { readNote } from './contacts.ts'
import { giveApproved, strictest } from './give-approved.ts'
import { countingApprovals, type Reasons, reasonsFor } from './reasons.ts'
import { type AnswerRow, approvalTimes, listAnswers, renewApproval, setApproved, setFlags } from './recovery-answers.store.ts'
import { seenNow } from './seen-now.ts'
import { tellOfApproval } from './tell-of-approval.ts'

interface ToApprove {
  session: CurrentSession
  ip: string
  case: string
  given: Static<typeof ApproveStep>
}

/** Step 4 (RR-5): this approver's yes, confirmed on their phone for exactly this approval. What it comes to is RR-6's: in force,
 * waiting for a second person, or for 24 hours. */
export async function approveRecovery(core: Core, q: ToApprove): Promise<Static<typeof Approved> | Refused> {
  return await inTransaction<Static<typeof Approved> | Refused>(core.db, async (tx) => {
    const { given } = q
    const context = await openAnswer(core, tx, q.session, { case: q.case, request: given.request })
    const reasons = await reasonsFor(core, tx, context, { me: context.me, ip: q.ip, hours: given.hours })
    await requireApprovable(core, context, given, reasons)
    await requireConfirmation(core, tx, q.session, 'approve-recovery', {
      case: context.case.id,
      gives: context.gives,
      request: given.request ?? '',
      fate: given.fate,
      numberInIt: given.numberInIt ? 'yes' : 'no',
      hours: String(given.hours),
      scope: given.scope,
      note: given.note,
    })
    await keepApproval(context, given, reasons)
    await pauseAfterMany(core, context)
    const answered = { ...context, answers: await listAnswers(tx, context.case.id) }
    const approvals = countingApprovals(answered)
    const least = strictest(approvals)
    const { twoBecause } = await reasonsFor(core, tx, answered, { me: context.me, ip: q.ip, hours: least.hours })
    const state = whatItComesTo(context, approvals, twoBecause)
    const flags = reasons.flags.map((one) => one.key).join(' ')
    const needs = state === 'in-force' && twoBecause.length > 0 ? 2 : 1
    await recordStep(core, context, {
      ...q,
      act: 'recovery_approved',
      reason: given.note,
      detail: { gives: context.gives, state, flags, two: twoBecause.join(' ') },
      note: { kind: 'approved', params: paramsOf(context, given, state), seen: await seenNow(core, context, { ...reasons, twoBecause }) },
    })
    const result = state === 'needs-second' ? { state } : await giveApproved(core, context, { state, approvals, needs, scope: given.scope })
    await tellOfApproval(core, context, result)
    return result
  })
}

const paramsOf = (
  { gives, row: { contact_kind: contact } }: AnswerContext,
  given: ToApprove['given'],
  state: string,
): Record<string, string | number> => ({
  note: given.note,
  gives,
  state,
  ...(contact ? { contact } : {}),
  ...(gives === 'suspension'
    ? { hours: given.hours, fate: given.fate, numberInIt: given.numberInIt ? 'yes' : 'no', scope: given.scope }
    : {}),
})

/** Keeps the yes, or renews it, with the red flags that stood. @throws Refusal step_not_open */
async function keepApproval(context: AnswerContext, given: ToApprove['given'], reasons: Reasons): Promise<void> {
  const { tx, now, row } = context
  const kept =
    context.gives === 'suspension'
      ? { fate: given.fate, number_in_it: given.numberInIt ? (1 as const) : (0 as const), hours: given.hours, scope: given.scope }
      : { fate: null, number_in_it: null, hours: null, scope: null }
  const decided =
    row.decision === null ? setApproved(tx, { id: row.id, now, note: given.note, ...kept }) : renewApproval(tx, { id: row.id, now })
  if (!(await decided)) throw new Refusal(refused('step_not_open'))
  await setFlags(tx, row.id, JSON.stringify(reasons.flags))
}

/** @throws Refusal */
async function requireApprovable(core: Core, context: AnswerContext, given: ToApprove['given'], reasons: Reasons): Promise<void> {
  const { tx, now, me, row, contacts } = context
  // An approval of before counts again where fewer than two are left who qualify: the same person, all steps done.
  if (row.decision !== 'approved') requireStep(context, 'decide')
  else if (row.ended_at !== null || !waitsNow(context, reasons)) throw new Refusal(refused('step_not_open', { detail: { step: 'done' } }))
  if (!row.contact_kind || !contacts.includes(row.contact_kind))
    throw new Refusal(refused('step_not_open', { detail: { step: 'contact' } }))
  await requireScope(core, context, given, reasons)
  // RR-5: a call to a number that was in the lost phone reached whoever has it.
  if (readNote(row.contact_detail).number?.sms && given.numberInIt) throw new Refusal(refused('bad_request'))
  if (me.isNew && newApproverIsLeftOut(context, reasons)) throw new Refusal(refused('may_not_answer', { detail: { why: 'new-approver' } }))
  const until = pausedUntil(await approvalTimes(tx, me.account.id, now - togetherWithin), now)
  if (until !== undefined) throw new Refusal(refused('approvals_paused', { retryAt: until }))
}

/** RR-8: the browser that asked; or, without a request, the next one by an access code, or any where that is allowed.
 * @throws Refusal bad_request */
async function requireScope(core: Core, context: AnswerContext, given: ToApprove['given'], { flags }: Reasons): Promise<void> {
  const bad = new Refusal(refused('bad_request'))
  if (context.request) {
    if (given.scope !== 'this-browser') throw bad
    return
  }
  if (given.scope === 'next-browser') return
  if (given.scope !== 'any-browser' || context.gives !== 'suspension' || given.hours !== 24) throw bad
  if (!(await mayBeAnyBrowser(core, context.tx, { account: context.account, flags: flags.length }))) throw bad
}

const idsOf = (answerers: AnswerContext['answerers']): string[] => oneOfTwo(answerers).map((one) => one.account.id)

const whatItComesTo = (context: AnswerContext, approvals: AnswerRow[], twoBecause: string[]) =>
  comesTo({
    two: twoBecause.length > 0,
    approved: approvals.map((row) => row.approver_id),
    qualify: idsOf(context.answerers),
    otherHalf: context.otherHalf?.approvers,
  })

const waitsNow = (context: AnswerContext, { twoBecause }: Reasons): boolean => {
  const approvals = countingApprovals(context)
  return approvals.length > 0 && whatItComesTo(context, approvals, twoBecause) === 'waits'
}

/** Where two are needed and two others qualify, somebody new is not one of them (RR-6). */
const newApproverIsLeftOut = (context: AnswerContext, { twoBecause }: Reasons): boolean =>
  twoBecause.length > 0 && idsOf(context.answerers).length >= 2

/** The fifth approval within an hour pauses this approver, and the others look at what happened (RR-6). */
async function pauseAfterMany(core: Core, context: AnswerContext): Promise<void> {
  const { tx, now, me, account } = context
  if (pausedUntil(await approvalTimes(tx, me.account.id, now - togetherWithin), now) === undefined) return
  const others = context.answerers.filter((one) => one.account.id !== me.account.id && one.account.id !== account.id)
  await tellPeople(core, tx, {
    to: others.map((one) => one.account.id),
    kind: 'approvals-paused',
    case: context.case.id,
    params: { account: account.id, by: me.account.name },
  })
}
