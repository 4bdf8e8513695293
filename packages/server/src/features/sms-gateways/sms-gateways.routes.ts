import { SmsUse } from '@sparekey/protocol/sms'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { smsUse } from './sms-use.ts'

export function registerSmsRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/console/sms',
    summary: 'How much of the SMS budget of the day is used, and for whom (SM-4)',
    access: { session: ['full'], role: ['admin'] },
    answer: SmsUse,
    handle: () => smsUse(core),
  })
}
