import { GoOn } from '@sparekey/protocol/account'
import { Empty } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { cookieLine } from '../../http/cookies.ts'
import type { Routes } from '../../http/route.ts'
import { useOldPhone } from './use-old-phone.ts'

export function registerSuspensionRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/account/old-phone',
    summary: 'Ends the suspension: the old phone confirmed that it is back',
    access: { session: ['one-factor'] },
    body: Empty,
    answer: GoOn,
    handle: async ({ session, reply }) => {
      const used = await useOldPhone(core, session)
      if (!used.ok) return used
      reply.header('set-cookie', cookieLine(core.config, 'session', '', 0))
      return { to: used.to }
    },
  })
}
