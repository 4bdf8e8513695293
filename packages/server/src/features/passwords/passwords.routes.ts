import { ChangePassword, GoOn, LinkPassword } from '@sparekey/protocol/account'
import { Ok } from '@sparekey/protocol/common'
import { ForgottenPassword } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { changePassword } from './change-password.ts'
import { askForReset } from './forgotten-password.ts'
import { resetPassword } from './reset-password.ts'

/** Changing one's password, and getting a new one when it was forgotten (EN-3). */
export function registerPasswordRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/account/password',
    summary: 'Changes the password; needs a fresh confirmation',
    access: { session: ['full'] },
    body: ChangePassword,
    answer: Ok,
    handle: async ({ session, body, visitor }) => {
      const outcome = await changePassword(core, { session, password: body.password, ip: visitor.ip })
      return outcome.ok ? { ok: true as const } : outcome
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/forgotten-password',
    summary: 'Sends a link for a new password, if there is such an account; the answer never tells',
    access: 'public',
    body: ForgottenPassword,
    answer: Ok,
    handle: async ({ body, visitor }) => {
      const outcome = await askForReset(core, { login: body.login, visitor })
      return outcome.ok ? { ok: true as const } : outcome
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/links/reset',
    summary: 'Sets a new password by a link',
    access: 'public',
    body: LinkPassword,
    answer: GoOn,
    handle: ({ body, visitor }) => resetPassword(core, { ...body, ip: visitor.ip }),
  })
}
