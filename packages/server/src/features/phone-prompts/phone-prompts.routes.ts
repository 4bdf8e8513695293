import { IdParams } from '@sparekey/protocol/common'
import { AnsweredPrompt, AnswerPrompt, PhonePrompts } from '@sparekey/protocol/phone'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { answerPrompt } from './answer-prompt.ts'
import { promptsFor } from './list-prompts.ts'

export function registerPhonePromptRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/phone/prompts',
    summary: 'What waits for this phone',
    access: 'phone',
    answer: PhonePrompts,
    handle: async ({ device, visitor }) => ({ prompts: await promptsFor(core, device, visitor.ip), now: core.clock.now() }),
  })
  routes.route({
    method: 'POST',
    url: '/api/phone/prompts/:id/answer',
    summary: 'The signed answer of a phone',
    access: 'public',
    params: IdParams,
    body: AnswerPrompt,
    answer: AnsweredPrompt,
    handle: async ({ params, body }) => {
      const answered = await answerPrompt(core, { prompt: params.id, ...body })
      return answered.ok ? { state: answered.state } : answered
    },
  })
}
