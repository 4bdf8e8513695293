import { RememberedView } from '@sparekey/protocol/account'
import { IdParams, Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { forgetRemembered, rememberedBrowsers } from './forget-remembered.ts'

const ownPages = { session: ['full', 'one-factor'] } as const

/** The browsers that skip the confirmation, for their owner (AU-2, SI-13). */
export function registerRememberedBrowserRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/account/remembered',
    summary: 'Browsers that skip the confirmation',
    access: ownPages,
    answer: RememberedView,
    handle: async ({ session }) => ({
      browsers: (await rememberedBrowsers(core, core.db, session.accountId)).map((row) => ({
        id: row.id,
        current: row.browser_id === session.browserId,
        agent: row.agent,
        since: row.made_at,
        until: row.until,
        ...(row.used_at === null ? {} : { usedAt: row.used_at }),
      })),
    }),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/remembered/:id/forget',
    summary: 'A browser asks for the confirmation again; its session ends',
    access: ownPages,
    params: IdParams,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      const forgotten = await forgetRemembered(core, session, { id: params.id, ip: visitor.ip })
      return forgotten.ok ? { ok: true as const } : forgotten
    },
  })
}
