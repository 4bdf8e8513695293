import { PracticeAnswer, PracticeSkip, PracticeView } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import type { CurrentSession, Routes } from '../../http/route.ts'
import type { Outcome, Refused } from '../../kernel/outcome.ts'
import { practiceView } from './practice-view.ts'
import { beginPractice, finishPractice, skipInPractice, tryInPractice } from './practise.ts'

const own = { session: ['full'] } as const

/** "Practise" (RR-12): a rehearsal in a full session that changes nothing that counts. */
export function registerPracticeRoutes(routes: Routes, core: Core): void {
  const after = async (session: CurrentSession, outcome: Outcome): Promise<PracticeView | Refused> =>
    outcome.ok ? await practiceView(core, session) : outcome
  routes.route({
    method: 'GET',
    url: '/api/account/practice',
    summary: 'The rehearsal of losing the phone, as it stands in this session',
    access: own,
    answer: PracticeView,
    handle: ({ session }) => practiceView(core, session),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/practice',
    summary: 'Begins a rehearsal; needs a fresh confirmation',
    access: own,
    answer: PracticeView,
    handle: async ({ session, visitor }) => await after(session, await beginPractice(core, { session, ip: visitor.ip })),
  })
  for (const part of ['recovery-code', 'verification-code'] as const) {
    routes.route({
      method: 'POST',
      url: `/api/account/practice/${part}`,
      summary: 'Whether a code is right, without using it up',
      access: own,
      body: PracticeAnswer,
      answer: PracticeView,
      handle: async ({ session, body, visitor }) =>
        await after(session, await tryInPractice(core, { session, ip: visitor.ip, part, typed: body.code })),
    })
  }
  routes.route({
    method: 'POST',
    url: '/api/account/practice/skip',
    summary: 'Passes over a part that cannot be tried',
    access: own,
    body: PracticeSkip,
    answer: PracticeView,
    handle: async ({ session, body, visitor }) =>
      await after(session, await skipInPractice(core, { session, ip: visitor.ip, part: body.part })),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/practice/finish',
    summary: 'Ends the rehearsal',
    access: own,
    answer: PracticeView,
    handle: async ({ session, visitor }) => await after(session, await finishPractice(core, { session, ip: visitor.ip })),
  })
}
