import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { queue } from '../outbox/index.ts'
import { findNumber, openNumber, type ReadNumber } from '../phone-numbers/index.ts'

/** One text, as it waits in the outbox. */
export interface Sms {
  /** E.164 */
  to: string
  text: string
  /** The code that it carries, for telling the page that waits. */
  about?: string
}

/** Whether texts can be sent at all. */
export const smsIsOn = (core: Pick<Core, 'config'>): boolean => core.config.sms !== undefined

/** Whether codes go to numbers of this country (SM-4). A number of no country is one of fees. */
export const mayBeSent = (core: Pick<Core, 'config'>, number: ReadNumber | undefined): boolean =>
  number?.country !== undefined && (core.config.sms?.countries.includes(number.country) ?? false)

/** Puts a text on its way, in the transaction of what it tells about. Without a gateway nothing is queued.
 * @param q.to a number in E.164 form, or `numberId` of a number on record
 * @returns whether it is on its way
 * @throws if the text is empty: gateways would take it, and send an empty one */
export async function queueSms(
  core: Pick<Core, 'clock' | 'random' | 'secrets' | 'db' | 'config'>,
  tx: Tx,
  q: { account: string; text: string; dedupe: string; endsAt: Instant; about?: string } & ({ to: string } | { numberId: string }),
): Promise<boolean> {
  if (!smsIsOn(core)) return false
  if (q.text.trim() === '') throw new Error('An SMS needs a text')
  const to = 'to' in q ? q.to : await numberOf(core, tx, q.numberId)
  if (to === undefined) return false
  const payload: Sms = { to, text: q.text, ...(q.about ? { about: q.about } : {}) }
  return await queue(core, tx, { kind: 'sms', dedupe: `sms ${q.dedupe}`, accountId: q.account, payload, endsAt: q.endsAt })
}

async function numberOf(core: Pick<Core, 'secrets'>, tx: Tx, id: string): Promise<string | undefined> {
  const row = await findNumber(tx, id)
  return row && openNumber(core, row)
}
