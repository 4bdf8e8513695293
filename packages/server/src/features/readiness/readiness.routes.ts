import { WithoutTwoFactor } from '@sparekey/protocol/recovery'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Method } from '../confirmation/index.ts'
import { withoutTwoFactor } from './without-two-factor.ts'

/** Who would be locked out, and who gets in without a second factor (RR-12).
 * @param methods all that could confirm */
export function registerReadinessRoutes(routes: Routes, core: Core, methods: readonly Method[]): void {
  routes.route({
    method: 'GET',
    url: '/api/console/without-two-factor',
    summary: 'Who has no second factor now, why, and until when',
    access: { session: ['full'], role: ['admin'] },
    answer: WithoutTwoFactor,
    handle: () => withoutTwoFactor(core, methods),
  })
}
