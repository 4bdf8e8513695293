import { IdParams, Ok } from '@sparekey/protocol/common'
import { AtRisk, Readiness, ReadinessQuery, ReadyQuery, ReadyView, WithoutTwoFactor } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Method } from '../confirmation/index.ts'
import { askToPrepare } from './ask-to-prepare.ts'
import { atRisk } from './at-risk.ts'
import { readinessSummary } from './readiness-summary.ts'
import { readyView } from './ready-view.ts'
import { withoutTwoFactor } from './without-two-factor.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

/** Who would be locked out, and who gets in without a second factor; and for each person what would be left (RR-12).
 * @param methods all that could confirm */
export function registerReadinessRoutes(routes: Routes, core: Core, methods: readonly Method[]): void {
  routes.route({
    method: 'GET',
    url: '/api/console/readiness',
    summary: 'How many would be locked out, and what this administrator has to see to',
    access: administrators,
    answer: Readiness,
    handle: ({ session }) => readinessSummary(core, session),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/without-two-factor',
    summary: 'Who has no second factor now, why, and until when; 25 a page',
    access: administrators,
    query: ReadinessQuery,
    answer: WithoutTwoFactor,
    handle: ({ query }) => withoutTwoFactor(core, query),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/at-risk',
    summary: 'Who would have nothing of their own left if they lost their phone today, the worst first; 25 a page',
    access: administrators,
    query: ReadinessQuery,
    answer: AtRisk,
    handle: ({ session, query }) => atRisk(core, methods, { session, ...query }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/at-risk/:id/ask',
    summary: 'Asks somebody to prepare for a lost phone; once in 7 days',
    access: administrators,
    params: IdParams,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      const asked = await askToPrepare(core, session, { account: params.id, ip: visitor.ip })
      return asked.ok ? { ok: true as const } : asked
    },
  })
  routes.route({
    method: 'GET',
    url: '/api/account/ready',
    summary: 'What would be left to get in with, without one phone or all of them',
    // With one factor nobody learns which ways are open (SI-16).
    access: { session: ['full'] },
    query: ReadyQuery,
    answer: ReadyView,
    handle: ({ session, query }) => readyView(core, methods, session, query),
  })
}
