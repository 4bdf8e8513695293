import { PhoneNotices } from '@sparekey/protocol/phone'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { refused } from '../../kernel/outcome.ts'
import { phoneNotices } from './phone-notices.ts'

/** What the phone app shows of what the owner was told. A blocked or held phone still shows it (TD-8); one that was never
 * trusted does not. */
export function registerNoticeRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/phone/notices',
    summary: 'What the owner was told in the last 30 days',
    access: 'phone',
    answer: PhoneNotices,
    handle: async ({ device }) => {
      if (device.state === 'scanned' || device.state === 'ready') return refused('device_not_trusted')
      return await phoneNotices(core, device.accountId)
    },
  })
}
