import type { Core } from '../../../core.ts'
import { seconds } from '../../../kernel/clock.ts'
import { stepOf, verificationCode } from '../verification-code.ts'

/** What the app of this device shows now, or so many steps from now. */
export async function shownCode(core: Core, device: string, steps = 0): Promise<string> {
  const row = await core.db.selectFrom('device').select('otp_sealed').where('id', '=', device).executeTakeFirstOrThrow()
  const key = core.secrets.open({ table: 'device', column: 'otp_sealed', row: device }, row.otp_sealed)
  return verificationCode(Buffer.from(key, 'base64url'), stepOf(core.clock.now() + steps * seconds(30)))
}
