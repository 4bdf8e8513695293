import { IdParams, Ok } from '@sparekey/protocol/common'
import { HeldAccount, HeldAccounts, HeldDecision, OwnHeld, RefuseHeld } from '@sparekey/protocol/held'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { allowHeld, refuseHeld } from './allow-held.ts'
import { heldAccounts, heldOf, ownHeld } from './held-view.ts'

const answering = { session: ['full'], role: ['admin', 'approver'] } as const

/** What "This wasn't me" holds, and the two people who allow it again (AU-4). */
export function registerHeldMethodRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/account/held',
    summary: 'What of the own account is unusable until two people allow it',
    access: { session: ['full', 'one-factor'] },
    answer: OwnHeld,
    handle: async ({ session }) => ({ things: await ownHeld(core, session.accountId), now: core.clock.now() }),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/held',
    summary: 'Everybody of whom something is held, for those who may answer for them',
    access: answering,
    answer: HeldAccounts,
    handle: async ({ session }) => ({ accounts: await heldAccounts(core, session), now: core.clock.now() }),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/held/:id',
    summary: 'What is held of one account',
    access: answering,
    params: IdParams,
    answer: HeldAccount,
    handle: ({ session, params }) => heldOf(core, session, params.id),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/held/:id/allow',
    summary: 'Allows one held thing again, as one of two; needs a fresh confirmation',
    access: answering,
    params: IdParams,
    answer: HeldDecision,
    handle: ({ session, params, visitor }) => allowHeld(core, { session, item: params.id, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/held/:id/refuse',
    summary: 'Ends what somebody began to allow',
    access: answering,
    params: IdParams,
    body: RefuseHeld,
    answer: Ok,
    handle: ({ session, params, body, visitor }) => refuseHeld(core, { session, item: params.id, ip: visitor.ip, reason: body.reason }),
  })
}
