import { AddAddress, GoOn, UseLink } from '@sparekey/protocol/account'
import { IdParams, Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Outcome, Refused } from '../../kernel/outcome.ts'
import { requestAddress, sendProofAgain } from './add-address.ts'
import { confirmAddress } from './confirm-address.ts'
import { removeAddress } from './remove-address.ts'
import { undoAddress } from './undo-address.ts'

const toOk = (outcome: Outcome): { ok: true } | Refused => (outcome.ok ? { ok: true } : outcome)

/** The owner's e-mail addresses, and the links that were sent to them (EN-6). */
export function registerAddressRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/account/emails',
    summary: 'Asks for a further address; needs a fresh confirmation, and a link opened there',
    access: { session: ['full'] },
    body: AddAddress,
    answer: Ok,
    handle: async ({ session, body, visitor }) => toOk(await requestAddress(core, { session, typed: body.address, ip: visitor.ip })),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/emails/:id/send',
    summary: 'Sends the link to an address that waits for its proof once more',
    access: { session: ['full'] },
    params: IdParams,
    answer: Ok,
    handle: async ({ session, params }) => toOk(await sendProofAgain(core, { session, email: params.id })),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/emails/:id/remove',
    summary: 'Takes an address out of use; needs a fresh confirmation',
    access: { session: ['full'] },
    params: IdParams,
    answer: Ok,
    handle: async ({ session, params, visitor }) => toOk(await removeAddress(core, { session, email: params.id, ip: visitor.ip })),
  })
  routes.route({
    method: 'POST',
    url: '/api/links/email',
    summary: 'Proves the address that the link was sent to',
    access: 'public',
    body: UseLink,
    answer: GoOn,
    handle: ({ body, visitor }) => confirmAddress(core, { token: body.token, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/links/email-undo',
    summary: 'Undoes a change of the addresses',
    access: 'public',
    body: UseLink,
    answer: GoOn,
    handle: ({ body, visitor }) => undoAddress(core, { token: body.token, ip: visitor.ip }),
  })
}
