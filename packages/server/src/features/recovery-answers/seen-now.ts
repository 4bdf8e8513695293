import type { Core } from '../../core.ts'
import { evidenceOfAccount, evidenceOfRequest } from '../case-evidence/index.ts'
import type { Seen } from '../case-history/index.ts'
import type { AnswerContext } from './answer-context.ts'
import { isOpen } from './open-request.ts'
import type { Reasons } from './reasons.ts'

/** What stands in the case as somebody decides it: kept with the decision, so that a year later an auditor sees what they saw. */
export async function seenNow(core: Core, context: AnswerContext, reasons: Reasons): Promise<Seen> {
  const { tx, account, request, requests, now } = context
  const since = request?.created_at ?? context.case.opened_at
  const others = requests.filter((one) => one.id !== request?.id && isOpen(one, now)).length
  return {
    ...reasons,
    evidence: await evidenceOfAccount(core, tx, { account, since, told: requests.length > 0 }),
    ...(request ? { requestEvidence: await evidenceOfRequest(core, tx, request, others) } : {}),
  }
}
