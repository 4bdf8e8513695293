import { Empty, Id, IdParams, Ok } from '@sparekey/protocol/common'
import { LostPhone } from '@sparekey/protocol/recovery'
import { SignInView } from '@sparekey/protocol/sign-in'
import { Type } from 'typebox'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { allowAgain } from './allow-again.ts'
import { allowByApprover } from './allow-by-approver.ts'
import { reportLost } from './report-lost.ts'

const OfPerson = Type.Object({ id: Id, device: Id })

/** "I lost my phone" and what takes it back (TD-8).
 * @param view the sign-in as its page shows it */
export function registerLostPhoneRoutes(routes: Routes, core: Core, view: (visitor: Visitor) => Promise<SignInView>): void {
  routes.route({
    method: 'POST',
    url: '/api/sign-in/lost-phone',
    summary: '"I lost my phone"',
    access: 'sign-in',
    body: LostPhone,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const reported = await reportLost(core, { ...body, visitor })
      return reported.ok ? await view(visitor) : reported
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/account/devices/:id/unblock',
    summary: 'Allows a phone again that was reported as lost',
    access: { session: ['full'] },
    params: IdParams,
    body: Empty,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      const allowed = await allowAgain(core, session, { device: params.id, visitor })
      return allowed.ok ? { ok: true as const } : allowed
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/devices/:device/allow',
    summary: 'Allows a phone again that was reported as lost; needs a fresh confirmation',
    access: { session: ['full'], role: ['admin', 'approver'] },
    params: OfPerson,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      const allowed = await allowByApprover(core, { session, ip: visitor.ip, account: params.id, device: params.device })
      return allowed.ok ? { ok: true as const } : allowed
    },
  })
}
