import { Empty, IdParams, Ok } from '@sparekey/protocol/common'
import { SignedPhoneAct } from '@sparekey/protocol/phone'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Method } from '../confirmation/index.ts'
import { logOutPhone } from './log-out-phone.ts'
import { removeDevice } from './remove-device.ts'

/** How a trusted device leaves: removed on the security page, or logged out on the phone.
 * @param methods what the account may be left with (TD-4) */
export function registerDeviceRemovalRoutes(routes: Routes, core: Core, methods: readonly Method[]): void {
  routes.route({
    method: 'POST',
    url: '/api/account/devices/:id/remove',
    summary: 'Removes a trusted device',
    access: { session: ['full'] },
    params: IdParams,
    body: Empty,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      const removed = await removeDevice(core, methods, session, { device: params.id, ip: visitor.ip })
      return removed.ok ? { ok: true as const } : removed
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/phone/log-out',
    summary: '"Log out on this phone"',
    access: 'public',
    body: SignedPhoneAct,
    answer: Ok,
    handle: async ({ body, visitor }) => {
      const left = await logOutPhone(core, { ...body, ip: visitor.ip })
      return left.ok ? { ok: true as const } : left
    },
  })
}
