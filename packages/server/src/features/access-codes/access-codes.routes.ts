import { PasswordByCode } from '@sparekey/protocol/account'
import { Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { setPasswordByCode } from './set-password-by-code.ts'

export function registerAccessCodeRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/forgotten-password/access-code',
    summary: 'Sets a new password by an access code from an approver',
    access: 'public',
    body: PasswordByCode,
    answer: Ok,
    handle: async ({ body, visitor }) => {
      const outcome = await setPasswordByCode(core, { ...body, visitor })
      return outcome.ok ? { ok: true as const } : outcome
    },
  })
}
