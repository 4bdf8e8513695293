import {
  CheckNumber,
  CompletedSetUp,
  CompleteSetUp,
  NewCodes,
  NewNumber,
  ProveAddress,
  SentNumberCode,
  SetUpView,
} from '@sparekey/protocol/account'
import { Empty } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { CurrentSession, Routes } from '../../http/route.ts'
import type { Method } from '../confirmation/index.ts'
import { newCodesView } from '../recovery-codes/index.ts'
import { pendingView } from '../sms-codes/index.ts'
import { codeAgainAfter, sendAddressCode } from './address-code.ts'
import { checkAddressCode } from './check-address-code.ts'
import { completeSetUp } from './complete-set-up.ts'
import { currentSetUp } from './current-set-up.ts'
import { checkSetUpNumber, enterNumber, skipNumber } from './enter-number.ts'
import { makeSetUpCodes } from './make-set-up-codes.ts'

const anySession = { session: ['full', 'one-factor', 'set-up'] } as const
const before = { session: ['one-factor', 'set-up'] } as const

/** The wizard of TD-1.
 * @param methods those that send something when the sign-in after the set-up begins */
export function registerSetUpRoutes(routes: Routes, core: Core, methods: readonly Method[]): void {
  routes.route({
    method: 'GET',
    url: '/api/set-up',
    summary: 'Where the set-up in this browser stands',
    access: anySession,
    answer: SetUpView,
    handle: ({ session }) => setUpView(core, session),
  })
  routes.route({
    method: 'POST',
    url: '/api/set-up/address',
    summary: 'Sends the code to the e-mail address',
    access: before,
    body: Empty,
    answer: SetUpView,
    handle: async ({ session, visitor }) => {
      const sent = await sendAddressCode(core, session, visitor)
      return sent.ok ? await setUpView(core, session) : sent
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/set-up/address/check',
    summary: 'Checks the code from the e-mail',
    access: before,
    body: ProveAddress,
    answer: SetUpView,
    handle: async ({ session, body, visitor }) => {
      const checked = await checkAddressCode(core, session, { typed: body.code, ip: visitor.ip })
      return checked.ok ? await setUpView(core, session) : checked
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/set-up/number',
    summary: 'Sends a code to the number that was entered, or sends it again',
    access: before,
    body: NewNumber,
    answer: SentNumberCode,
    handle: async ({ session, body, visitor }) => {
      const asked = await enterNumber(core, session, { typed: body.number, visitor })
      return asked.ok ? { ...asked.sent, now: core.clock.now() } : asked
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/set-up/number/check',
    summary: 'Checks the code from the SMS',
    access: before,
    body: CheckNumber,
    answer: SetUpView,
    handle: async ({ session, body, visitor }) => {
      const checked = await checkSetUpNumber(core, session, { typed: body.code, ip: visitor.ip })
      return checked.ok ? await setUpView(core, session) : checked
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/set-up/number/skip',
    summary: 'Goes on without a number',
    access: before,
    body: Empty,
    answer: SetUpView,
    handle: async ({ session, visitor }) => {
      const skipped = await skipNumber(core, session, visitor.ip)
      return skipped.ok ? await setUpView(core, session) : skipped
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/set-up/codes',
    summary: 'Draws the recovery codes, once the phone is ready',
    access: before,
    body: Empty,
    answer: NewCodes,
    handle: async ({ session, visitor }) => {
      const made = await makeSetUpCodes(core, session, visitor.ip)
      return made.ok ? newCodesView(core, { set: made.set, codes: made.codes }) : made
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/set-up/complete',
    summary: '"I have saved them", or the end where no codes are allowed: everything counts from now on',
    access: before,
    body: CompleteSetUp,
    answer: CompletedSetUp,
    handle: async ({ session, body, visitor, reply }) => {
      const completed = await completeSetUp(core, methods, session, { set: body.set, visitor })
      if (!completed.ok) return completed
      reply.header('set-cookie', completed.cookies)
      return { to: completed.to }
    },
  })
}

/** Enough of an address to know it again, and no more: `a…@example.org`. */
const shortened = (address: string): string => {
  const at = address.lastIndexOf('@')
  return `${[...address.slice(0, at)][0] ?? ''}…${address.slice(at)}`
}

async function setUpView(core: Core, session: CurrentSession): Promise<SetUpView> {
  const now = core.clock.now()
  const { step, row, device, addresses, codesAllowed } = await currentSetUp(core, core.db, session)
  const sent = step === 'number' && row ? await pendingView(core, row.id) : undefined
  const live = row?.code_expires_at !== null && (row?.code_expires_at ?? 0) > now
  return {
    step,
    ...(step === 'address' ? { address: addresses.map(shortened).join(', ') } : {}),
    codeSent: step === 'address' && live,
    ...(step === 'address' && row?.code_sent_at ? { againAt: row.code_sent_at + codeAgainAfter } : {}),
    ...((step === 'number' || step === 'codes' || step === 'finish') && device
      ? { device: { name: device.name, system: device.system } }
      : {}),
    ...(sent ? { numberSent: { ...sent, now } } : {}),
    codes: codesAllowed,
    localhost: core.config.localhost,
    now,
  }
}
