import type { Db } from '../../db/open.ts'
import { type Tx, wonOne } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

/** What decides whether a device confirms now, as for its prompts: trusted, paired at this address, not paused. */
interface Serving {
  account: string
  origin: string
  now: Instant
}

const serving = (db: Db | Tx, q: Serving) =>
  db
    .selectFrom('device')
    .where('account_id', '=', q.account)
    .where('state', '=', 'trusted')
    .where('origin', '=', q.origin)
    .where('otp_sealed', '!=', '')
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', q.now)]))

/** The devices whose codes are taken, with their sealed keys. */
export const listServing = (db: Db | Tx, q: Serving) =>
  serving(db, q).select(['id', 'otp_sealed', 'otp_last_step', 'weak_until']).orderBy('id').execute()

/** Uses a step up: it and every lower one are no more (RFC 6238 §5.2). That the device still confirms is in the same statement.
 * @returns false if this step or a higher one was used, or the device stopped confirming */
export async function spendStep(tx: Tx, q: Serving & { device: string; step: number }): Promise<boolean> {
  return wonOne(
    await tx
      .updateTable('device')
      // Who types its code has it in hand; nothing was signed.
      .set({ otp_last_step: q.step, last_used_at: q.now, last_person_at: q.now })
      .where('id', '=', q.device)
      .where('account_id', '=', q.account)
      .where('otp_last_step', '<', q.step)
      .where('state', '=', 'trusted')
      .where('origin', '=', q.origin)
      .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', q.now)]))
      .executeTakeFirstOrThrow(),
  )
}
