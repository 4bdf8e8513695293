import { CheckNumber, NewNumber, OwnNumber, SentNumberCode } from '@sparekey/protocol/account'
import { Empty } from '@sparekey/protocol/common'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { CurrentSession, Routes } from '../../http/route.ts'
import type { Method } from '../confirmation/index.ts'
import { numberView } from '../phone-numbers/index.ts'
import { pendingView } from '../sms-codes/index.ts'
import { askForNumber, checkNewNumber } from './change-number.ts'
import { removeNumber } from './remove-number.ts'

/** The number for SMS on the account's page (SM-3).
 * @param methods what the account may be left with */
export function registerNumberRoutes(routes: Routes, core: Core, methods: readonly Method[]): void {
  routes.route({
    method: 'GET',
    url: '/api/account/number',
    summary: 'The number for SMS, and the one that waits for its code in this session',
    access: { session: ['full'] },
    answer: OwnNumber,
    handle: ({ session }) => ownNumber(core, session),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/number',
    summary: 'Sends a code to a new number, or sends it again',
    access: { session: ['full'] },
    body: NewNumber,
    answer: SentNumberCode,
    handle: async ({ session, body, visitor }) => {
      const asked = await askForNumber(core, session, { typed: body.number, visitor })
      return asked.ok ? { ...asked.sent, now: core.clock.now() } : asked
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/account/number/check',
    summary: 'The code of the new number',
    access: { session: ['full'] },
    body: CheckNumber,
    answer: OwnNumber,
    handle: async ({ session, body, visitor }) => {
      const checked = await checkNewNumber(core, session, { typed: body.code, ip: visitor.ip })
      return checked.ok ? await ownNumber(core, session) : checked
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/account/number/remove',
    summary: 'Removes the number',
    access: { session: ['full'] },
    body: Empty,
    answer: OwnNumber,
    handle: async ({ session, visitor }) => {
      const removed = await removeNumber(core, methods, session, { ip: visitor.ip })
      return removed.ok ? await ownNumber(core, session) : removed
    },
  })
}

async function ownNumber(core: Core, session: CurrentSession): Promise<Static<typeof OwnNumber>> {
  const now = core.clock.now()
  const number = await numberView(core.db, session.accountId, now)
  const pending = await pendingView(core, session.id)
  return { ...(number ? { number } : {}), ...(pending ? { pending: { ...pending, now } } : {}) }
}
