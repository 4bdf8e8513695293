import { Ok } from '@sparekey/protocol/common'
import { PushKey, PushSubscription } from '@sparekey/protocol/phone'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { refused } from '../../kernel/outcome.ts'
import { subscribe } from './push-subscriptions.ts'
import { pushIsOn } from './queue-push.ts'

/** Where the phone app turns notifications on. */
export function registerPushRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/phone/push-key',
    summary: 'The public key that a phone subscribes with',
    access: 'phone',
    answer: PushKey,
    handle: async () => (pushIsOn(core) ? { key: core.push.publicKey } : refused('unavailable')),
  })
  routes.route({
    method: 'PUT',
    url: '/api/phone/push',
    summary: 'Where this phone can be reached',
    access: 'phone',
    body: PushSubscription,
    answer: Ok,
    handle: async ({ device, body }) => {
      const outcome = await subscribe(core, device, body)
      return outcome.ok ? { ok: true as const } : outcome
    },
  })
}
