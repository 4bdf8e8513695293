import { GoOn, UseLink } from '@sparekey/protocol/account'
import { IdParams, Ok } from '@sparekey/protocol/common'
import { SignedPhoneAct } from '@sparekey/protocol/phone'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { notMeByLink } from './not-me-by-link.ts'
import { notMeByPhone } from './not-me-by-phone.ts'

export function registerNotMeRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/links/not-me',
    summary: '"This wasn\'t me" by the link in a mail',
    access: 'public',
    body: UseLink,
    answer: GoOn,
    handle: ({ body, visitor }) => notMeByLink(core, { token: body.token, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/phone/notices/:id/not-me',
    summary: '"This wasn\'t me" to a notice, signed by the phone',
    access: 'public',
    params: IdParams,
    body: SignedPhoneAct,
    answer: Ok,
    handle: async ({ params, body, visitor }) => {
      const outcome = await notMeByPhone(core, { notice: params.id, signed: body, ip: visitor.ip })
      return outcome.ok ? { ok: true as const } : outcome
    },
  })
}
