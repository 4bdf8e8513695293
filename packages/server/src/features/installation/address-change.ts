import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { record } from '../audit/index.ts'
import { changeState, keepState } from './installation.store.ts'

const name = 'public-url'

/** The site has another address than at the last start: what was paired at the old one counts as no method (OP-9). */
export interface MovedAddress {
  from: string
  to: string
}

/** Compares PUBLIC_URL with the one of the last start, and remembers the new one. */
export async function addressChange(core: Pick<Core, 'db' | 'config' | 'clock' | 'random' | 'secrets'>): Promise<MovedAddress | undefined> {
  const to = core.config.origin
  return await inPlainTransaction(core.db, async (tx) => {
    const from = await keepState(tx, name, to)
    if (from === to) return undefined
    await changeState(tx, name, to)
    await record(core, tx, { act: 'public_url_changed', actor: { kind: 'service' } })
    return { from, to }
  })
}
