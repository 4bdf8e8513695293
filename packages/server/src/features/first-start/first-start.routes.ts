import { FirstStart, GoOn, LinkLogin } from '@sparekey/protocol/account'
import { Type } from 'typebox'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { createFirstAdministrator } from './create-first-administrator.ts'
import { logInByLink } from './log-in-by-link.ts'

export function registerFirstStartRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/links/first-start',
    summary: 'Makes the first administrator, or goes on with one whose set-up is unfinished',
    access: 'public',
    body: Type.Union([FirstStart, LinkLogin]),
    answer: GoOn,
    handle: async ({ body, visitor, reply }) => {
      const outcome =
        'name' in body
          ? await createFirstAdministrator(core, { given: body, visitor })
          : await logInByLink(core, { ...body, purpose: 'first-start', visitor })
      if (!outcome.ok) return outcome
      reply.header('set-cookie', outcome.cookies)
      return { to: outcome.to }
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/links/set-up',
    summary: 'Opens one complete set-up for the administrator whose link it is',
    access: 'public',
    body: LinkLogin,
    answer: GoOn,
    handle: async ({ body, visitor, reply }) => {
      const outcome = await logInByLink(core, { ...body, purpose: 'set-up', visitor })
      if (!outcome.ok) return outcome
      reply.header('set-cookie', outcome.cookies)
      return { to: outcome.to }
    },
  })
}
