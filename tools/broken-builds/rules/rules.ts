import { auditLog } from './au-3.ts'
import { rulesForAll } from './en-1.ts'
import { promptGuard } from './guard.ts'
import { redFlags } from './rr-4.ts'
import { fourSteps } from './rr-5.ts'
import { whoAnswers } from './rr-6.ts'
import { scopes } from './rr-8.ts'
import type { RuleBreakage } from './rule.ts'
import { smsLimits } from './sm-4.ts'

/** Every rule that is broken on purpose, in the order of the specification. */
export const ruleBreakages: readonly RuleBreakage[] = [
  ...promptGuard,
  ...smsLimits,
  ...redFlags,
  ...fourSteps,
  ...whoAnswers,
  ...scopes,
  ...rulesForAll,
  ...auditLog,
]
