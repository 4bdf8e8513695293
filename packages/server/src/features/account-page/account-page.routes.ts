import { SecurityView, SessionView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { securityView } from './security-view.ts'
import { sessionView } from './session-view.ts'

/** What the account's pages show that no single feature holds. */
export function registerAccountPageRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/session',
    summary: 'Who is signed in here, and what this session may do',
    access: { session: ['full', 'one-factor', 'set-up'] },
    answer: SessionView,
    handle: ({ session }) => sessionView(core, session),
  })
  routes.route({
    method: 'GET',
    url: '/api/account/security',
    summary: 'Methods, addresses and password of the account',
    access: { session: ['full', 'one-factor'] },
    answer: SecurityView,
    handle: ({ session }) => securityView(core, session),
  })
}
