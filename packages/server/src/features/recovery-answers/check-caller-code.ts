import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { isCallerCode } from '../recovery-requests/index.ts'
import { type AnswerTo, openAnswer, recordStep, requireStep } from './answer-context.ts'
import { callerTries } from './answer-step.ts'
import { countCallerTry, setCallerOk } from './recovery-answers.store.ts'

/** Step 3 (RR-5): the code that the person reads from their own screen, this minute's or the last one's. Counted before it is
 * looked at, committed by itself; five wrong ones, and this approver can no longer answer this request. */
export async function checkCallerCode(
  core: Core,
  q: { session: CurrentSession; ip: string; to: AnswerTo; typed: string },
): Promise<Outcome> {
  const barred = refused('may_not_answer', { detail: { why: 'barred' } })
  const begun = await inTransaction(core.db, async (tx) => {
    const context = await openAnswer(core, tx, q.session, q.to)
    requireStep(context, 'caller-code')
    return { answer: context.row.id, request: context.request?.id ?? '' }
  })
  if ('ok' in begun) return begun
  if (!(await countCallerTry(core.db, begun.answer, callerTries))) return barred
  const right = isCallerCode(core.secrets, { request: begun.request, typed: q.typed, now: core.clock.now() })
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const context = await openAnswer(core, tx, q.session, q.to)
    if (right && !(await setCallerOk(tx, begun.answer, context.now))) throw new Refusal(refused('step_not_open'))
    const triesLeft = Math.max(0, callerTries - context.row.caller_tries)
    await recordStep(core, context, {
      ...q,
      act: right ? 'recovery_caller_code_right' : 'recovery_caller_code_wrong',
      detail: { triesLeft },
      note: { kind: right ? 'caller-right' : 'caller-wrong', params: right ? {} : { triesLeft } },
    })
    if (right) return { ok: true }
    return triesLeft > 0 ? refused('caller_code_wrong', { detail: { triesLeft } }) : barred
  })
}
