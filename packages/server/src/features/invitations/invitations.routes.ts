import { GoOn, LinkPassword } from '@sparekey/protocol/account'
import { IdParams } from '@sparekey/protocol/common'
import { HandedLink, Invite } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { acceptInvitation } from './accept-invitation.ts'
import { invite } from './invite.ts'
import { renewInvitation } from './renew-invitation.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

export function registerInvitationRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/console/invitations',
    summary: 'Makes an account and the link of its invitation; needs a fresh confirmation',
    access: administrators,
    body: Invite,
    answer: HandedLink,
    handle: ({ session, body, visitor }) => invite(core, { session, person: body, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/invitation',
    summary: 'A new invitation for an account that never completed set-up; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    answer: HandedLink,
    handle: ({ session, params, visitor }) => renewInvitation(core, { session, account: params.id, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/links/invitation',
    summary: 'Accepts an invitation: sets the password and begins the sign-in that leads to the set-up',
    access: 'public',
    body: LinkPassword,
    answer: GoOn,
    handle: async ({ body, visitor, reply }) => {
      const outcome = await acceptInvitation(core, { ...body, visitor })
      if (!outcome.ok) return outcome
      reply.header('set-cookie', outcome.cookies)
      return { to: outcome.to }
    },
  })
}
