import type { ManagerQuestions } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { listQuestions, setManagerAnswer } from './recovery-answers.store.ts'

/** What this person is asked as somebody's manager, and was not too late to answer. */
async function openQuestions(core: Pick<Core, 'clock'>, db: Parameters<typeof listQuestions>[0], manager: string) {
  const now = core.clock.now()
  return (await listQuestions(db, manager)).filter(
    (one) => one.request_state === null || (one.request_state === 'open' && (one.request_expires_at ?? 0) > now),
  )
}

/** "Is this your colleague?" (RR-5). */
export async function managerQuestions(core: Core, session: CurrentSession): Promise<Static<typeof ManagerQuestions>> {
  const questions = await openQuestions(core, core.db, session.accountId)
  return { questions: questions.map((one) => ({ id: one.id, name: one.name, asker: one.asker, at: one.manager_asked_at ?? 0 })) }
}

export const countManagerQuestions = async (core: Core, session: CurrentSession): Promise<number> =>
  (await openQuestions(core, core.db, session.accountId)).length

/** The manager's word in their own session, once: a yes is the contact of RR-5, a no leaves only declining. */
export async function answerAsManager(
  core: Core,
  q: { session: CurrentSession; ip: string; question: string; agrees: boolean },
): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const question = (await openQuestions(core, tx, q.session.accountId)).find((one) => one.id === q.question)
    if (!question) return refused('not_found')
    const manager = q.session.accountId
    if (!(await setManagerAnswer(tx, { id: question.id, manager, agrees: q.agrees, now: core.clock.now() })))
      throw new Refusal(refused('not_found'))
    await record(core, tx, {
      act: 'recovery_manager_answered',
      actor: { kind: 'account', id: manager },
      account: question.account_id,
      detail: { case: question.case_id, agrees: q.agrees },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    await noteInCase(core, tx, {
      case: question.case_id,
      account: question.account_id,
      kind: q.agrees ? 'manager-agreed' : 'manager-disagreed',
      by: manager,
      request: question.request_id,
    })
    core.live.publish('console')
    core.live.publish(`account:${question.approver_id}`)
    core.live.publish(`account:${manager}`)
    return { ok: true }
  })
}
