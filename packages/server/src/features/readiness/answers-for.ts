import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { AccountRow } from '../accounts/index.ts'
import { type Approver, answerersOf, isMarked, oneOfTwo, protectedAs, somebodyMayApprove } from '../approvers/index.ts'

/** Who could answer for an account today, in numbers (RR-6). */
export interface AnswersToday {
  /** May answer, with a phone that confirms the approval. */
  answerers: number
  /** Two different people are asked for. */
  two: boolean
  /** Fewer than two of them count: one approval takes effect after 24 h. */
  waits: boolean
}

/** @param q.approvers as `listAnsweringRoles` returned them, where they were read for a list
 * @param q.flagged what changed lately is a red flag by itself (RR-4) */
export async function answersToday(
  core: Core,
  db: Db,
  account: AccountRow,
  q: { approvers?: Approver[]; flagged?: boolean } = {},
): Promise<AnswersToday> {
  const answerers = await answerersOf(core, db, account, q.approvers)
  const able = answerers.filter((one) => !one.whyNot && one.canConfirm)
  const two = q.flagged === true || (await protectedAs(core, db, account)) !== 'member' || (await isMarked(core, db, account.id))
  return { answerers: able.length, two, waits: two && somebodyMayApprove(answerers) && oneOfTwo(answerers).length < 2 }
}
