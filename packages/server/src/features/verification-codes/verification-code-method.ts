import { normaliseDigits } from '@sparekey/protocol/crockford'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { refused } from '../../kernel/outcome.ts'
import { sameSecret } from '../../kernel/secrets.ts'
import { type ConfirmableSignIn, type Method, phoneOnly, removesItself } from '../confirmation/index.ts'
import { takenSteps, verificationCode, verificationDigits } from './verification-code.ts'
import { listServing, spendStep } from './verification-codes.store.ts'

const kind = 'verification-code'

/** The devices whose codes confirm this: all that serve but the one that the act removes. */
async function devicesFor(core: Core, db: Db | Tx, q: Pick<ConfirmableSignIn, 'accountId' | 'act' | 'params'>) {
  if (q.act && phoneOnly(q.act)) return []
  const devices = await listServing(db, { account: q.accountId, origin: core.config.origin, now: core.clock.now() })
  return devices.filter((device) => !removesItself(q.act, q.params, { method: kind, device: device.id }))
}

type Found = { device: string; step: number; weakUntil: number }

/** The unused step of a device whose code was typed. All of them are compared, so that the time tells nothing. */
function matching(core: Core, devices: Awaited<ReturnType<typeof devicesFor>>, code: string): Found | undefined {
  let found: Found | undefined
  for (const device of devices) {
    const key = Buffer.from(core.secrets.open({ table: 'device', column: 'otp_sealed', row: device.id }, device.otp_sealed), 'base64url')
    for (const step of takenSteps(core.clock.now())) {
      const right = sameSecret(verificationCode(key, step), code)
      if (right && step > device.otp_last_step) found ??= { device: device.id, step, weakUntil: device.weak_until }
    }
  }
  return found
}

/** Confirmation by the 8 digits that the phone app shows without internet (VC-1 to VC-3), by the server's clock. */
export const verificationCodeMethod: Method = {
  kind,

  async offer(core, db, { account, signIn }) {
    const devices = await devicesFor(core, db, signIn ?? { accountId: account, act: null, params: null })
    return devices.length > 0 ? { kind } : undefined
  },

  async check(core, signIn, answer) {
    const code = normaliseDigits(answer, verificationDigits)
    if (!code) return refused('code_not_accepted')
    const found = matching(core, await devicesFor(core, core.db, signIn), code)
    if (!found) return refused('code_not_accepted')
    return {
      ok: true,
      spend: async (tx) => {
        const q = { account: signIn.accountId, origin: core.config.origin, now: core.clock.now() }
        const won = await spendStep(tx, { ...q, device: found.device, step: found.step })
        return won ? { deviceId: found.device, weakUntil: found.weakUntil } : undefined
      },
    }
  },
}

/** Whether a phone of the account shows this code now, without using its step up: for a rehearsal, where nobody gets in by it
 * (RR-12). Who may ask, and how often, is for the caller to see to. */
export async function rehearseVerificationCode(core: Core, account: string, typed: string): Promise<boolean> {
  const code = normaliseDigits(typed, verificationDigits)
  if (!code) return false
  return matching(core, await devicesFor(core, core.db, { accountId: account, act: null, params: null }), code) !== undefined
}
