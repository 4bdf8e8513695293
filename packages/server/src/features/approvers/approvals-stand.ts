import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { AccountRow } from '../accounts/index.ts'
import { answeringFor } from '../groups/index.ts'
import { answerersOf } from './answerers.ts'
import { approversOf, listFormer } from './approvers.store.ts'
import { lookBack } from './may-answer.ts'

/** What an approval gave, as far as it rests on who approved it. */
export interface Resting {
  needs: number | null
  request_id: string | null
  case_id: string | null
}

/** An approval counts for as long as its approver may answer, until what it gave is first used: an approver who lost the role, was
 * disabled, or no longer answers for the account gave nothing (RR-6). Decided at each use. */
export async function approvalsStand(
  core: Pick<Core, 'clock' | 'config'>,
  db: Db | Tx,
  q: { account: AccountRow; given: Resting },
): Promise<boolean> {
  const { needs, request_id: request, case_id: caseId } = q.given
  if (needs === null) return true
  const mayAnswer = new Set((await answerersOf(core, db, q.account)).filter((one) => !one.whyNot).map((one) => one.account.id))
  const standing = (await approversOf(db, request ?? caseId ?? '')).filter((id) => mayAnswer.has(id))
  return new Set(standing).size >= needs
}

/** Those who could have answered until some moment of the last 7 days: whoever took that from them may not keep them from being told. */
export async function formerAnswerers(core: Pick<Core, 'clock'>, db: Db | Tx, account: AccountRow): Promise<string[]> {
  const answering = await answeringFor(db, account.id)
  const former = (await listFormer(db, core.clock.now() - lookBack)).filter((one) => one.role === 'admin' || answering.has(one.id))
  return [...new Set(former.map((one) => one.id))].filter((id) => id !== account.id)
}
