import { ManagerAnswer, ManagerQuestions } from '@sparekey/protocol/cases'
import { IdParams, Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { answerAsManager, managerQuestions } from './manager-questions.ts'

/** "Is this your colleague?": the manager answers in their own session (RR-5). */
export function registerManagerQuestionRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/account/manager-questions',
    summary: 'Whose contact this person is asked to confirm, as their manager',
    access: { session: ['full'] },
    answer: ManagerQuestions,
    handle: ({ session }) => managerQuestions(core, session),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/manager-questions/:id',
    summary: 'The manager’s word, once',
    access: { session: ['full'] },
    params: IdParams,
    body: ManagerAnswer,
    answer: Ok,
    handle: async ({ session, params, body, visitor }) => {
      const answered = await answerAsManager(core, { session, question: params.id, agrees: body.agrees, ip: visitor.ip })
      return answered.ok ? { ok: true as const } : answered
    },
  })
}
