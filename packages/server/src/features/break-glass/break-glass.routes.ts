import { Ok } from '@sparekey/protocol/common'
import { BreakGlassKit, TestBreakGlassKit } from '@sparekey/protocol/recovery'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { makeKit } from './make-kit.ts'
import { testKit } from './use-kit.ts'

/** RR-11: the kit is made and tested here; it is used under "I have an access code". */
export function registerBreakGlassRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/account/break-glass-kit',
    summary: 'Makes the break-glass kit anew and shows it once; needs a fresh confirmation, but for the first one',
    access: { session: ['full', 'set-up'], role: ['admin'] },
    answer: BreakGlassKit,
    handle: ({ session, visitor }) => makeKit(core, session, visitor.ip),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/break-glass-kit/test',
    summary: 'Whether this is the kit that counts; needs a fresh confirmation',
    access: { session: ['full'], role: ['admin'] },
    body: TestBreakGlassKit,
    answer: Ok,
    handle: async ({ session, body, visitor }) => {
      const tested = await testKit(core, session, { typed: body.kit, ip: visitor.ip })
      return tested.ok ? { ok: true as const } : tested
    },
  })
}
