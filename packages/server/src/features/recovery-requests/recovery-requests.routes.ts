import { SendRequest, TypeAccessCode } from '@sparekey/protocol/recovery'
import { SignInView } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { type SignInParts, viewSignIn } from '../sign-in/index.ts'
import { sendRequest } from './send-request.ts'
import { typeAccessCode } from './type-access-code.ts'
import { withdrawRequest } from './withdraw-request.ts'

/** "Cannot confirm login" (RR-1, RR-2, RR-8). Each answers with the true state of the sign-in. */
export function registerRecoveryRequestRoutes(routes: Routes, core: Core, parts: SignInParts): void {
  routes.route({
    method: 'POST',
    url: '/api/sign-in/request',
    summary: 'Asks those who may answer to be let in without a confirmation',
    access: 'sign-in',
    body: SendRequest,
    answer: SignInView,
    handle: async ({ body, visitor, reply }) => {
      const sent = await sendRequest(core, { ...body, visitor })
      if (!sent.ok) return sent
      reply.header('set-cookie', sent.cookie)
      return await viewSignIn(core, parts, visitor)
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/request/withdraw',
    summary: 'Takes the request back',
    access: 'sign-in',
    answer: SignInView,
    handle: async ({ visitor }) => {
      const withdrawn = await withdrawRequest(core, visitor)
      return withdrawn.ok ? await viewSignIn(core, parts, visitor) : withdrawn
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/access-code',
    summary: 'Lets this browser in by an access code, after the password',
    access: 'sign-in',
    body: TypeAccessCode,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const typed = await typeAccessCode(core, { typed: body.code, visitor })
      return typed.ok ? await viewSignIn(core, parts, visitor) : typed
    },
  })
}
