import type { CaseLine, MyAnswer } from '@sparekey/protocol/recovery'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { type AccountRow, findAccount } from '../accounts/index.ts'
import { type Answerer, type Approver, answerersOf, highestRole, oneOfTwo } from '../approvers/index.ts'
import type { CaseRow, RequestRow } from '../recovery-requests/index.ts'
import { type Suspension, suspensionHoursIn7Days, suspensionOfCase } from '../suspensions/index.ts'
import { whyTwo } from './agreement.ts'
import { caseIsDisputed, givesOf, isOpen } from './answer-context.ts'
import { stepOf } from './answer-step.ts'
import { listRequests } from './cases.store.ts'
import { deskCaseLife } from './open-desk-case.ts'
import { type OtherHalf, otherHalfOf } from './other-half.ts'
import { type AnswerRow, listAnswers } from './recovery-answers.store.ts'
import { codeIsReady } from './show-access-code.ts'
import { waitsUntil } from './wait.ts'

/** Everything that a case's line and page are made from, as it stands now. */
export interface CaseState {
  case: CaseRow
  account: AccountRow
  requests: RequestRow[]
  answers: AnswerRow[]
  answerers: Answerer[]
  suspension: Suspension | undefined
  state: CaseLine['state']
  disputed: boolean
  twoBecause: string[]
  waits: boolean
  codeReady: boolean
  otherHalf: OtherHalf | undefined
}

/** @param approvers read once for a whole list
 * @returns undefined for an account that is gone */
export async function readCase(core: Core, db: Db, one: CaseRow, approvers?: Approver[]): Promise<CaseState | undefined> {
  const now = core.clock.now()
  const account = await findAccount(db, one.account_id)
  if (!account) return undefined
  const requests = await listRequests(db, one.id)
  const byRequest = requests.some((request) => isOpen(request, now))
  const gives = givesOf(one.kind, byRequest)
  const answerers = await answerersOf(core, db, account, approvers)
  const disputed = await caseIsDisputed(db, one, requests, now)
  const otherHalf = await otherHalfOf(db, { account: account.id, caseId: one.id, gives, byRequest, now })
  const used = gives === 'suspension' ? (await suspensionHoursIn7Days(db, account.id, now)) + 24 : 0
  const others = answerers.filter((answerer) => !answerer.whyNot)
  const changedIt = others.length > 0 && others.every((answerer) => answerer.changedIt)
  const twoBecause = [
    ...whyTwo({ accountRole: highestRole(account, now), disputed, hours: used, changedIt }),
    ...(otherHalf ? ['password-too'] : []),
  ]
  return {
    case: one,
    account,
    requests,
    answers: await listAnswers(db, one.id),
    answerers,
    suspension: await suspensionOfCase(db, one.id),
    state: await stateOf(core, db, one, requests),
    disputed,
    twoBecause,
    waits: twoBecause.length > 0 && oneOfTwo(answerers).length < 2,
    codeReady: await codeIsReady(core, db, one),
    otherHalf,
  }
}

/** Decided by comparing times: nobody has to close a case for it to be over. */
async function stateOf(core: Core, db: Db, one: CaseRow, requests: RequestRow[]): Promise<CaseLine['state']> {
  const now = core.clock.now()
  if (one.closed_at === null) {
    const open = requests.some((request) => isOpen(request, now)) || (one.kind !== 'request' && one.opened_at > now - deskCaseLife)
    return open ? 'open' : 'ended'
  }
  const until = await waitsUntil(db, one)
  if (until !== undefined && until > now) return 'waiting'
  if (one.closed_reason === 'waits' || one.closed_reason === 'approved') return 'approved'
  return one.closed_reason === 'declined' ? 'declined' : 'ended'
}

/** How this viewer stands to a case. @returns undefined for who may not see it */
export function viewerOf(found: CaseState, viewer: string): { me: Answerer; whyNot: string | undefined } | undefined {
  const me = found.answerers.find((one) => one.account.id === viewer)
  if (!me || me.whyNot === 'not-your-group' || (me.whyNot === 'role' && me.account.role !== 'admin')) return undefined
  if (me.whyNot) return { me, whyNot: me.whyNot }
  if (found.state !== 'open' && found.state !== 'waiting') return { me, whyNot: 'over' }
  const leftOut = me.isNew && found.twoBecause.length > 0 && !found.waits
  return { me, whyNot: leftOut ? 'new-approver' : me.canConfirm ? undefined : 'no-phone' }
}

/** The approvals that count for one answer: of people who may still answer. */
export function approvalsOf(found: CaseState, key: string): AnswerRow[] {
  const may = new Set(found.answerers.filter((one) => !one.whyNot).map((one) => one.account.id))
  return found.answers.filter(
    (row) => row.answer_key === key && row.decision === 'approved' && row.ended_at === null && may.has(row.approver_id),
  )
}

/** Where a viewer's answer stands. An approval that only a second person kept from counting counts again where there is none. */
export function stepNow(found: CaseState, row: AnswerRow | undefined, byRequest: boolean): MyAnswer['step'] {
  const again = row?.decision === 'approved' && row.ended_at === null && found.state === 'open' && found.waits
  return again ? 'decide' : stepOf(row, byRequest)
}
