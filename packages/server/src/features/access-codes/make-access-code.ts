import { crockford } from '@sparekey/protocol/crockford'
import type { Core } from '../../core.ts'
import type { AccessCodeTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newCrockford, newId } from '../../kernel/random.ts'
import { lockAccount } from '../accounts/index.ts'
import { accessCodeMac, codeLength } from './access-code.ts'
import { insertCode, markEnded } from './access-codes.store.ts'

export type AccessCodePurpose = AccessCodeTable['purpose']

/** Draws an access code. It is in this answer and never readable again; an older one of the account and purpose ends.
 * @param q.suspension the one that it claims
 * @param q.life ms, from `worksFrom` on */
export async function makeAccessCode(
  core: Pick<Core, 'clock' | 'random' | 'secrets'>,
  tx: Tx,
  q: {
    account: string
    purpose: AccessCodePurpose
    suspension?: string | undefined
    madeBy: string | null
    worksFrom: Instant
    life: number
  },
): Promise<{ id: string; code: string; expiresAt: Instant }> {
  // Two makers at once: the second ends the first one's.
  await lockAccount(tx, q.account)
  const now = core.clock.now()
  await markEnded(tx, { account: q.account, purpose: q.purpose, now })
  const id = newId(core.random, 'acd')
  const code = newCrockford(core.random, codeLength)
  const expiresAt = q.worksFrom + q.life
  await insertCode(tx, {
    id,
    account_id: q.account,
    purpose: q.purpose,
    mac: accessCodeMac(core.secrets, id, code),
    tries: 0,
    suspension_id: q.suspension ?? null,
    made_by: q.madeBy,
    made_at: now,
    works_from: q.worksFrom,
    expires_at: expiresAt,
    spent_at: null,
    ended_at: null,
  })
  return { id, code: crockford.grouped(code), expiresAt }
}
