import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { tellAdministrators } from '../notices/index.ts'
import { lastTold, mostSince, setTold } from './sms-sent.store.ts'

/** The budget of the day, or one range of numbers. */
export type FullLimit = 'budget' | 'range'

/** Tells the administrators that a limit is used up and for whom most was sent, once a day each (SM-4, H-42). */
export async function tellOfLimit(core: Core, tx: Tx, what: FullLimit): Promise<void> {
  const now = core.clock.now()
  const last = await lastTold(tx, what)
  if (last !== undefined && last > now - days(1)) return
  await setTold(tx, what, now)
  const most = await mostSince(tx, now - days(1), 3)
  const askers = most.map(({ login, texts }) => `${login} (${Number(texts)})`).join(', ')
  await tellAdministrators(core, tx, { kind: 'sms-limit-reached', params: { what, askers } })
}
