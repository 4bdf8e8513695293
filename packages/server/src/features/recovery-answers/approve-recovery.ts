import type { Approved, ApproveStep } from '@sparekey/protocol/recovery'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { highestRole, oneOfTwo } from '../approvers/index.ts'
import { tellPeople } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { suspensionHoursIn7Days } from '../suspensions/index.ts'
import { comesTo, pausedUntil, togetherWithin, whyTwo } from './agreement.ts'
import { type AnswerContext, openAnswer, recordStep, requireStep } from './answer-context.ts'
import { readNote } from './contacts.ts'
import { giveApproved, strictest } from './give-approved.ts'
import { type AnswerRow, approvalTimes, listAnswers, renewApproval, setApproved } from './recovery-answers.store.ts'
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
    await requireApprovable(context, given)
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
    const { now, row } = context
    const kept =
      context.gives === 'suspension'
        ? { fate: given.fate, number_in_it: given.numberInIt ? (1 as const) : (0 as const), hours: given.hours, scope: given.scope }
        : { fate: null, number_in_it: null, hours: null, scope: null }
    const decided =
      row.decision === null ? setApproved(tx, { id: row.id, now, note: given.note, ...kept }) : renewApproval(tx, { id: row.id, now })
    if (!(await decided)) throw new Refusal(refused('step_not_open'))
    await pauseAfterMany(core, context)
    const approvals = await countingApprovals(context)
    const state = await whatItComesTo(context, approvals)
    await recordStep(core, context, { ...q, act: 'recovery_approved', reason: given.note, detail: { gives: context.gives, state } })
    const result = state === 'needs-second' ? { state } : await giveApproved(core, context, { state, approvals })
    await tellOfApproval(core, context, result)
    return result
  })
}

/** @throws Refusal */
async function requireApprovable(context: AnswerContext, given: ToApprove['given']): Promise<void> {
  const { tx, now, me, row, contacts } = context
  // An approval of before counts again where fewer than two are left who qualify: the same person, all steps done.
  if (row.decision !== 'approved') requireStep(context, 'decide')
  else if (row.ended_at !== null || !(await waitsNow(context))) throw new Refusal(refused('step_not_open', { detail: { step: 'done' } }))
  if (!row.contact_kind || !contacts.includes(row.contact_kind))
    throw new Refusal(refused('step_not_open', { detail: { step: 'contact' } }))
  // RR-8: the browser that asked, or the next one by an access code; nothing in between.
  if (given.scope !== (context.request ? 'this-browser' : 'next-browser')) throw new Refusal(refused('bad_request'))
  // RR-5: a call to a number that was in the lost phone reached whoever has it.
  if (readNote(row.contact_detail).number?.sms && given.numberInIt) throw new Refusal(refused('bad_request'))
  if (me.isNew && (await newApproverIsLeftOut(context))) throw new Refusal(refused('may_not_answer', { detail: { why: 'new-approver' } }))
  const until = pausedUntil(await approvalTimes(tx, me.account.id, now - togetherWithin), now)
  if (until !== undefined) throw new Refusal(refused('approvals_paused', { retryAt: until }))
}

/** Everybody who approved this very thing, and may still answer. */
async function countingApprovals(context: AnswerContext): Promise<AnswerRow[]> {
  const mayAnswer = new Set(context.answerers.filter((one) => !one.whyNot).map((one) => one.account.id))
  const rows = await listAnswers(context.tx, context.case.id)
  return rows.filter(
    (row) =>
      row.answer_key === context.row.answer_key && row.decision === 'approved' && row.ended_at === null && mayAnswer.has(row.approver_id),
  )
}

async function reasonsForTwo(context: AnswerContext, hours: number) {
  const { tx, account, now } = context
  const used = context.gives === 'suspension' ? (await suspensionHoursIn7Days(tx, account.id, now)) + hours : 0
  const { changedIt } = context.me
  return whyTwo({ accountRole: highestRole(account, now), disputed: context.disputed, hours: used, changedIt })
}

const idsOf = (answerers: AnswerContext['answerers']): string[] => oneOfTwo(answerers).map((one) => one.account.id)

async function whatItComesTo(context: AnswerContext, approvals: AnswerRow[]) {
  const two = (await reasonsForTwo(context, strictest(approvals).hours)).length > 0
  const approved = approvals.map((row) => row.approver_id)
  return comesTo({ two, approved, qualify: idsOf(context.answerers), otherHalf: context.otherHalf?.approvers })
}

const waitsNow = async (context: AnswerContext): Promise<boolean> => {
  const approvals = await countingApprovals(context)
  return approvals.length > 0 && (await whatItComesTo(context, approvals)) === 'waits'
}

/** Where two are needed and two others qualify, somebody new is not one of them (RR-6). */
async function newApproverIsLeftOut(context: AnswerContext): Promise<boolean> {
  const two = (await reasonsForTwo(context, 24)).length > 0
  return two && idsOf(context.answerers).length >= 2
}

/** The fifth approval within an hour pauses this approver, and the others look at what happened (RR-6). */
async function pauseAfterMany(core: Core, context: AnswerContext): Promise<void> {
  const { tx, now, me, account } = context
  if (pausedUntil(await approvalTimes(tx, me.account.id, now - togetherWithin), now) === undefined) return
  const others = context.answerers.filter((one) => one.account.id !== me.account.id && one.account.id !== account.id)
  await tellPeople(core, tx, {
    to: others.map((one) => one.account.id),
    kind: 'approvals-paused',
    params: { account: account.id, by: me.account.name },
  })
}
