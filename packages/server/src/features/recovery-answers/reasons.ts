import type { TwoReason } from '@sparekey/protocol/case-words'
import type { Flag } from '@sparekey/protocol/cases'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { AccountRow } from '../accounts/index.ts'
import { type Answerer, isMarked, protectedAs } from '../approvers/index.ts'
import { type AnsweredBy, readFlags } from '../case-evidence/index.ts'
import type { CaseRow, RequestRow } from '../recovery-requests/index.ts'
import { suspensionHoursIn7Days } from '../suspensions/index.ts'
import { whyTwo } from './agreement.ts'
import { isOpen } from './open-request.ts'
import type { Gives, OtherHalf } from './other-half.ts'
import type { AnswerRow } from './recovery-answers.store.ts'

/** What one answer is about, as far as it decides how many must agree. */
export interface Asked {
  case: CaseRow
  account: AccountRow
  /** Undefined for an answer without a request (RR-7). */
  request: RequestRow | undefined
  requests: RequestRow[]
  answerers: Answerer[]
  answers: AnswerRow[]
  gives: Gives
  disputed: boolean
  otherHalf: OtherHalf | undefined
}

export interface Reasons {
  flags: Flag[]
  twoBecause: TwoReason[]
}

/** The red flags that stand now, and why two people must agree (RR-4, RR-6). Read anew at each step, and once more in the transaction of
 * an approval: a flag that came up between two steps counts.
 * @param q.me who answers now, and from where
 * @param q.hours that are asked for */
export async function reasonsFor(
  core: Core,
  db: Db | Tx,
  asked: Asked,
  q: { me: Answerer | undefined; ip: string | undefined; hours: number },
): Promise<Reasons> {
  const { account, request, gives, otherHalf } = asked
  const now = core.clock.now()
  const approvals = countingApprovals(asked)
  const answeredBy: AnsweredBy[] = [
    ...(q.me ? [{ id: q.me.account.id, name: q.me.account.name, ip: q.ip }] : []),
    ...asked.answerers
      .filter((one) => one !== q.me && approvals.some((row) => row.approver_id === one.account.id))
      .map((one) => ({ id: one.account.id, name: one.account.name })),
  ]
  const found = await readFlags(core, db, {
    account,
    request,
    openedAt: asked.case.opened_at,
    told: asked.requests.length > 0,
    others: asked.requests.filter((one) => one.id !== request?.id && isOpen(one, now)).length,
    answeredBy,
    approverChanged: nameOfChanger(asked.answerers, q.me),
    passwordIsOtherHalf: gives === 'suspension' && otherHalf !== undefined,
  })
  // SI-15: the mark is why a second approver gives the new password beside the suspension.
  const raised = gives === 'password' && otherHalf ? found.filter((one) => one.key !== 'password-marked') : found
  const flags = withEarlier(raised, approvals)
  const used = gives === 'suspension' ? (await suspensionHoursIn7Days(db, account.id, now)) + q.hours : 0
  const twoBecause = whyTwo({
    accountRole: await protectedAs(core, db, account),
    marked: await isMarked(core, db, account.id),
    disputed: asked.disputed,
    hours: used,
    flags: flags.length,
  })
  return { flags, twoBecause }
}

/** Somebody who changed where the account is reached answers only where nobody else may, and that is a red flag.
 * @param me who answers now; without one, whoever would have to */
export function nameOfChanger(answerers: Answerer[], me?: Answerer | undefined): string | undefined {
  if (me) return me.changedIt ? me.account.name : undefined
  const able = answerers.filter((one) => !one.whyNot)
  return able.length > 0 && able.every((one) => one.changedIt) ? able[0]?.account.name : undefined
}

/** Where an approver sat is known when they approve, and stays with their approval. */
function withEarlier(flags: Flag[], approvals: AnswerRow[]): Flag[] {
  const known = new Set(flags.map((one) => JSON.stringify(one)))
  const earlier = approvals
    .flatMap((row) => (row.flags ? (JSON.parse(row.flags) as Flag[]) : []))
    .filter((one) => one.key === 'approver-browser' || one.key === 'approver-network')
  for (const one of earlier) {
    if (known.has(JSON.stringify(one))) continue
    known.add(JSON.stringify(one))
    flags.push(one)
  }
  return flags
}

/** The approvals of this very thing by people who may still answer. */
export function countingApprovals({
  answerers,
  answers,
  case: one,
  request,
}: Pick<Asked, 'answerers' | 'answers' | 'case' | 'request'>): AnswerRow[] {
  const mayAnswer = new Set(answerers.filter((other) => !other.whyNot).map((other) => other.account.id))
  const key = request?.id ?? one.id
  return answers.filter(
    (row) => row.answer_key === key && row.decision === 'approved' && row.ended_at === null && mayAnswer.has(row.approver_id),
  )
}
