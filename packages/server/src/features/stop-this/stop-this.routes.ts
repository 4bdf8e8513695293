import { GoOn, UseLink } from '@sparekey/protocol/account'
import { IdParams, Ok } from '@sparekey/protocol/common'
import { SignedPhoneAct } from '@sparekey/protocol/phone'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { stopByLink } from './stop-by-link.ts'
import { stopByPhone } from './stop-by-phone.ts'

export function registerStopRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/links/stop',
    summary: '"Stop this" by the link in a mail or SMS',
    access: 'public',
    body: UseLink,
    answer: GoOn,
    handle: ({ body, visitor }) => stopByLink(core, { token: body.token, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/phone/notices/:id/stop',
    summary: '"Stop this" to a notice, signed by the phone',
    access: 'public',
    params: IdParams,
    body: SignedPhoneAct,
    answer: Ok,
    handle: async ({ params, body, visitor }) => {
      const outcome = await stopByPhone(core, { notice: params.id, signed: body, ip: visitor.ip })
      return outcome.ok ? { ok: true as const } : outcome
    },
  })
}
