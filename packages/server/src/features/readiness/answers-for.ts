import { standingFlags, type TodayReason } from '@sparekey/protocol/case-words'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { AccountRow } from '../accounts/index.ts'
import { type Answerer, type Approver, answerersOf, isMarked, oneOfTwo, protectedAs, somebodyMayApprove } from '../approvers/index.ts'
import { readFlags } from '../case-evidence/index.ts'
import { nameOfChanger, whyTwo } from '../recovery-answers/index.ts'
import { listOpenRequests } from '../recovery-requests/index.ts'
import { isDisputed } from '../recovery-stops/index.ts'
import { suspensionHoursIn7Days } from '../suspensions/index.ts'

/** Who could answer for an account today, in numbers (RR-6). */
export interface AnswersToday {
  /** May answer, with a phone that confirms the approval. */
  answerers: number
  /** Why two different people would be asked for; empty where one is enough. */
  because: TodayReason[]
  /** Fewer than two of them count: one approval takes effect after 24 h. */
  waits: boolean
}

/** The least that is asked for: "1 day" (RR-5). */
const leastHours = 24

/** By the rules of a case, as far as they stand before there is one.
 * @param approvers as `listAnsweringRoles` returned them, where they were read for a list */
export async function answersToday(core: Core, db: Db, account: AccountRow, approvers?: Approver[]): Promise<AnswersToday> {
  const answerers = await answerersOf(core, db, account, approvers)
  const able = answerers.filter((one) => !one.whyNot && one.canConfirm)
  const because = await reasonsToday(core, db, account, answerers)
  const waits = because.length > 0 && somebodyMayApprove(answerers) && oneOfTwo(answerers).length < 2
  return { answerers: able.length, because, waits }
}

async function reasonsToday(core: Core, db: Db, account: AccountRow, answerers: Answerer[]): Promise<TodayReason[]> {
  const now = core.clock.now()
  const flags = await readFlags(core, db, {
    account,
    request: undefined,
    openedAt: now,
    told: false,
    others: (await listOpenRequests(db, account.id)).length,
    answeredBy: [],
    approverChanged: nameOfChanger(answerers),
    passwordIsOtherHalf: false,
  })
  const raised = new Set(flags.map((one) => one.key))
  const reasons = whyTwo({
    accountRole: await protectedAs(core, db, account),
    marked: await isMarked(core, db, account.id),
    disputed: await isDisputed(db, account.id, now),
    hours: (await suspensionHoursIn7Days(db, account.id, now)) + leastHours,
    flags: 0,
  })
  return [
    ...reasons.filter((one) => one !== 'red-flag' && one !== 'password-too'),
    // Each flag by itself, in place of "there are red flags"; a stop that disputes is said once.
    ...standingFlags.filter((key) => raised.has(key) && !(key === 'stopped' && reasons.includes('disputed'))),
  ]
}
