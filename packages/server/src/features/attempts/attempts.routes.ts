import { Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Routes } from '../../http/route.ts'
import { refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { isKnownBrowser } from '../browsers/index.ts'
import { allowTyped } from './typed-state.ts'

export function registerAttemptRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/account/attempts/allow',
    summary: 'The owner allows typed methods again, in a full session from a known browser (SI-10)',
    access: { session: ['full'] },
    answer: Ok,
    handle: async ({ session, visitor }) => {
      if (!(await isKnownBrowser(core, core.db, session.browserId, session.accountId))) return refused('access_too_low')
      return await inTransaction(core.db, async (tx) => {
        await allowTyped(core, tx, session.accountId)
        await record(core, tx, {
          act: 'typed_methods_allowed',
          actor: { kind: 'account', id: session.accountId },
          account: session.accountId,
          from: { ip: visitor.ip, session: session.id, browser: session.browserId },
        })
        return { ok: true as const }
      })
    },
  })
}
