import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { type NumberRow, openNumber, useNumber } from '../phone-numbers/index.ts'
import { queueSms, reserveSms } from '../sms-gateways/index.ts'
import { oldNumberText } from './messages/en.ts'

/** A number whose code was typed becomes the account's; the one before it is told by SMS, if it is another (SM-3).
 * @throws Refusal number_taken */
export async function takeNumber(
  core: Core,
  tx: Tx,
  q: { account: string; id: string; weakUntil: Instant },
): Promise<{ number: NumberRow; replaced: NumberRow | undefined; servesFrom: Instant }> {
  const taken = await useNumber(core, tx, q)
  const { number, replaced } = taken
  if (replaced && replaced.lookup_mac !== number.lookup_mac) await tellOldNumber(core, tx, replaced, { gone: false })
  return taken
}

/** Tells a number that it is the account's no more. One that is held or was in a lost phone is told too: whoever reads it learns
 * nothing, and its owner may be the one who was robbed. */
export async function tellOldNumber(core: Core, tx: Tx, row: NumberRow, q: { gone: boolean }): Promise<void> {
  const { siteName, support } = core.config
  // Each change begins with a code, which is limited: this one never is.
  const reserved = await reserveSms(core, tx, { kind: 'acted', account: row.account_id, e164: openNumber(core, row) })
  if (!reserved.ok) return
  await queueSms(core, tx, reserved.sms, {
    text: oldNumberText({ siteName, support, ...q }),
    dedupe: `old number ${row.id}`,
    endsAt: core.clock.now() + days(1),
  })
}
