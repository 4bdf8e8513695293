import type { CaseLine, MyAnswer } from '@sparekey/protocol/cases'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { type AccountRow, findAccount } from '../accounts/index.ts'
import { type Answerer, type Approver, answerersOf, oneOfTwo } from '../approvers/index.ts'
import type { CaseRow, RequestRow } from '../recovery-requests/index.ts'
import { type Suspension, suspensionOfCase } from '../suspensions/index.ts'
import { caseIsDisputed, givesOf } from './answer-context.ts'
import { stepOf } from './answer-step.ts'
import { listRequests } from './cases.store.ts'
import { deskCaseLife } from './open-desk-case.ts'
import { isOpen } from './open-request.ts'
import { type OtherHalf, otherHalfOf } from './other-half.ts'
import { countingApprovals, type Reasons, reasonsFor } from './reasons.ts'
import { type AnswerRow, listAnswers } from './recovery-answers.store.ts'
import { codeIsReady } from './show-access-code.ts'
import { waitsUntil } from './wait.ts'

/** How many must agree on one answer, and how many did. */
export interface Agreeing extends Reasons {
  /** Undefined for the answer without a request. */
  request: string | undefined
  waits: boolean
  approvals: number
}

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
  /** One for each open request, and one for an answer without; empty for a case that is over. */
  agreeing: Agreeing[]
  codeReady: boolean
  otherHalf: OtherHalf | undefined
}

/** @param q.approvers read once for a whole list
 * @param q.viewer who looks: some red flags are about them
 * @returns undefined for an account that is gone */
export async function readCase(
  core: Core,
  db: Db,
  one: CaseRow,
  q: { approvers?: Approver[]; viewer: string; ip?: string },
): Promise<CaseState | undefined> {
  const now = core.clock.now()
  const account = await findAccount(db, one.account_id)
  if (!account) return undefined
  const requests = await listRequests(db, one.id)
  const byRequest = requests.some((request) => isOpen(request, now))
  const answerers = await answerersOf(core, db, account, q.approvers)
  const disputed = await caseIsDisputed(db, one, requests, now)
  const about = { account: account.id, caseId: one.id, gives: givesOf(one.kind, byRequest), byRequest, now }
  const found = {
    case: one,
    account,
    requests,
    answers: await listAnswers(db, one.id),
    answerers,
    suspension: await suspensionOfCase(db, one.id),
    state: await stateOf(core, db, one, requests),
    disputed,
    codeReady: await codeIsReady(core, db, one),
    otherHalf: await otherHalfOf(db, about),
  }
  const agreeing: Agreeing[] = []
  if (found.state === 'open')
    for (const request of [undefined, ...requests.filter((other) => isOpen(other, now))])
      agreeing.push(await agreeingOn(core, db, found, { ...q, request }))
  return { ...found, agreeing }
}

async function agreeingOn(
  core: Core,
  db: Db,
  found: Omit<CaseState, 'agreeing'>,
  q: { viewer: string; ip?: string; request: RequestRow | undefined },
): Promise<Agreeing> {
  const { request } = q
  const gives = givesOf(found.case.kind, request !== undefined)
  const half = { account: found.account.id, caseId: found.case.id, gives, byRequest: request !== undefined, now: core.clock.now() }
  const asked = { ...found, request, gives, otherHalf: await otherHalfOf(db, half) }
  const me = found.answerers.find((one) => one.account.id === q.viewer && !one.whyNot)
  const { flags, twoBecause } = await reasonsFor(core, db, asked, { me, ip: q.ip, hours: 24 })
  const because = asked.otherHalf ? [...twoBecause, 'password-too' as const] : twoBecause
  return {
    request: request?.id,
    flags,
    twoBecause: because,
    waits: because.length > 0 && oneOfTwo(found.answerers).length < 2,
    approvals: countingApprovals(asked).length,
  }
}

/** Decided by comparing times: nobody has to close a case for it to be over. */
export async function stateOf(core: Pick<Core, 'clock'>, db: Db, one: CaseRow, requests: RequestRow[]): Promise<CaseLine['state']> {
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

/** How one answer of a case stands; what is over needs nobody. */
export const agreeingFor = (found: CaseState, request: string | undefined): Pick<Agreeing, 'flags' | 'twoBecause' | 'waits'> =>
  found.agreeing.find((one) => one.request === request) ?? { flags: [], twoBecause: [], waits: false }

/** How this viewer stands to a case. @returns undefined for who may not see it */
export function viewerOf(found: CaseState, viewer: string): { me: Answerer; whyNot: string | undefined } | undefined {
  const me = found.answerers.find((one) => one.account.id === viewer)
  if (!me || me.whyNot === 'not-your-group' || (me.whyNot === 'role' && me.account.role !== 'admin')) return undefined
  if (me.whyNot) return { me, whyNot: me.whyNot }
  if (found.state !== 'open' && found.state !== 'waiting') return { me, whyNot: 'over' }
  // New, and everything here that could be answered asks for two others.
  const leftOut = me.isNew && found.agreeing.length > 0 && found.agreeing.every((one) => one.twoBecause.length > 0 && !one.waits)
  return { me, whyNot: leftOut ? 'new-approver' : me.canConfirm ? undefined : 'no-phone' }
}

/** Where a viewer's answer stands. An approval that only a second person kept from counting counts again where there is none. */
export function stepNow(found: CaseState, row: AnswerRow | undefined, request: string | undefined): MyAnswer['step'] {
  const again = row?.decision === 'approved' && row.ended_at === null && found.state === 'open' && agreeingFor(found, request).waits
  return again ? 'decide' : stepOf(row, request !== undefined)
}
