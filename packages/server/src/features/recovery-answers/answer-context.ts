import type { CaseEventKind } from '@sparekey/protocol/case-words'
import type { ContactKind } from '@sparekey/protocol/cases'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Instant } from '../../kernel/clock.ts'
import { notFound, Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { type AccountRow, lockAccount } from '../accounts/index.ts'
import { type Answerer, answerersOf } from '../approvers/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { noteInCase, type Seen } from '../case-history/index.ts'
import { type CaseRow, findCase, type RequestRow } from '../recovery-requests/index.ts'
import { isDisputed } from '../recovery-stops/index.ts'
import { type AnswerStep, stepOf } from './answer-step.ts'
import { goOnWithoutRequest, listRequests } from './cases.store.ts'
import { contactsThatCount } from './contacts.ts'
import { isOpen } from './open-request.ts'
import { type Gives, otherHalfOf } from './other-half.ts'
import type { Asked } from './reasons.ts'
import { type AnswerRow, findAnswer, insertAnswer, listAnswers } from './recovery-answers.store.ts'

/** Which answer an approver is giving. */
export interface AnswerTo {
  case: string
  /** Absent for an answer without a request (RR-7). */
  request?: string | undefined
}

/** One approver's answer, with everything that decides what may come of it, while nobody else changes the account. */
export interface AnswerContext extends Asked {
  tx: Tx
  now: Instant
  me: Answerer
  row: AnswerRow
  step: AnswerStep
  contacts: readonly ContactKind[]
}

/** One of its open requests is disputed, or it was opened within a day of a stop (RR-3). It stays so until it is decided. */
export async function caseIsDisputed(db: Db | Tx, one: CaseRow, requests: RequestRow[], now: Instant): Promise<boolean> {
  if (requests.some((request) => request.disputed === 1 && isOpen(request, now))) return true
  return await isDisputed(db, one.account_id, one.opened_at)
}

/** What an answer gives: a case for a new password gives one, unless a request came into it. */
export const givesOf = (kind: CaseRow['kind'], byRequest: boolean): Gives => (kind === 'password' && !byRequest ? 'password' : 'suspension')

/** Opens an approver's answer for its next step.
 * @throws Refusal case_over, request_over, may_not_answer with the reason as `why`; 404 for who may not even see the case */
export async function openAnswer(core: Core, tx: Tx, session: CurrentSession, to: AnswerTo): Promise<AnswerContext> {
  const now = core.clock.now()
  const seen = await findCase(tx, to.case)
  if (!seen) throw notFound()
  const account = await lockBoth(tx, seen.account_id, session.accountId)
  const answerers = await answerersOf(core, tx, account)
  const me = answerers.find((one) => one.account.id === session.accountId)
  if (!me || me.whyNot === 'role' || me.whyNot === 'not-your-group') throw notFound()
  if (me.whyNot) throw new Refusal(refused('may_not_answer', { detail: { why: me.whyNot } }))
  const open = await findCase(tx, to.case)
  if (!open || open.closed_at !== null) throw new Refusal(refused('case_over'))
  const requests = await listRequests(tx, open.id)
  const request = requests.find((one) => one.id === to.request)
  if (to.request !== undefined && (!request || !isOpen(request, now))) throw new Refusal(refused('request_over'))
  const byRequest = request !== undefined
  const gives = givesOf(open.kind, byRequest)
  const otherHalf = await otherHalfOf(tx, { account: account.id, caseId: open.id, gives, byRequest, now })
  const disputed = await caseIsDisputed(tx, open, requests, now)
  if (!byRequest) await goOnWithoutRequest(tx, open.id)
  const row = await begin(core, tx, { caseId: open.id, request, approver: me.account.id })
  return {
    tx,
    now,
    case: open,
    account,
    request,
    requests,
    me,
    answerers,
    answers: await listAnswers(tx, open.id),
    row,
    step: stepOf(row, byRequest),
    gives,
    disputed,
    otherHalf,
    contacts: contactsThatCount({ disputed, bothLost: otherHalf?.bothLost === true }),
  }
}

/** Takes the account and its approver, always in the same order, so that two who answer for each other never wait for each
 * other: what is counted next is counted by one caller at a time (DESIGN §3). */
async function lockBoth(tx: Tx, account: string, approver: string): Promise<AccountRow> {
  for (const id of [account, approver].toSorted()) await lockAccount(tx, id)
  return await lockAccount(tx, account)
}

async function begin(core: Core, tx: Tx, q: { caseId: string; request: RequestRow | undefined; approver: string }): Promise<AnswerRow> {
  const key = q.request?.id ?? q.caseId
  const known = await findAnswer(tx, key, q.approver)
  if (known) return known
  const id = newId(core.random, 'ans')
  await insertAnswer(tx, { id, caseId: q.caseId, key, request: q.request?.id ?? null, approver: q.approver, now: core.clock.now() })
  const row = await findAnswer(tx, key, q.approver)
  if (!row) throw new Error('An answer that was begun is gone')
  return row
}

/** @throws Refusal step_not_open, or may_not_answer for who typed five wrong caller codes */
export function requireStep(context: AnswerContext, step: AnswerStep): void {
  if (context.step === step) return
  if (context.step === 'barred') throw new Refusal(refused('may_not_answer', { detail: { why: 'barred' } }))
  throw new Refusal(refused('step_not_open', { detail: { step: context.step } }))
}

/** The record of a step, and whoever looks at the case looks again. */
export async function recordStep(
  core: Core,
  context: AnswerContext,
  q: {
    act: AuditEntry['act']
    detail?: AuditEntry['detail']
    reason?: string
    session: CurrentSession
    ip: string
    /** The same as the case itself tells it, for good. */
    note: { kind: CaseEventKind; params?: Record<string, string | number>; seen?: Seen }
  },
): Promise<void> {
  await noteInCase(core, context.tx, {
    case: context.case.id,
    account: context.account.id,
    by: context.me.account.id,
    request: context.request?.id,
    ...q.note,
  })
  await record(core, context.tx, {
    act: q.act,
    actor: { kind: 'account', id: context.me.account.id },
    account: context.account.id,
    ...(q.reason === undefined ? {} : { reason: q.reason }),
    detail: { case: context.case.id, request: context.request?.id ?? '', ...q.detail },
    from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
  })
  core.live.publish('console')
}
