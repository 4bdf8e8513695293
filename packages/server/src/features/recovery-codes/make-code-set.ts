import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { done, type Outcome } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { codeDigest, costNow } from './code-digest.ts'
import { drawCodes, shownCode } from './recovery-code.ts'
import { insertSet, markSaved, voidSets } from './recovery-codes.store.ts'

/** A set that was just drawn, with its codes as they are shown. */
export interface MadeSet {
  set: string
  codes: string[]
}

/** Draws ten codes for an account. They are in this answer and never readable again (RC-1, RC-3); they count once
 * {@link saveCodeSet} ran. An older set that was drawn and never saved is void.
 * @param q.join runs first in the same transaction, to use up the right to make the set; its refusal is returned */
export async function drawCodeSet(
  core: Core,
  q: { accountId: string; join: (tx: Tx) => Promise<{ weakUntil: Instant }> },
): Promise<Outcome<MadeSet>> {
  const id = newId(core.random, 'set')
  const base = { salt: Buffer.from(core.random.bytes(16)).toString('base64url'), key_id: core.secrets.currentKey, cost: costNow(core) }
  const codes = drawCodes(core.random)
  const rows = await Promise.all(codes.map(async (code) => ({ id: newId(core.random, 'rcv'), digest: await codeDigest(core, base, code) })))
  return await inTransaction<Outcome<MadeSet>>(core.db, async (tx) => {
    const now = core.clock.now()
    const { weakUntil } = await q.join(tx)
    await voidSets(tx, { account: q.accountId, now, unsavedOnly: true })
    await insertSet(tx, { id, account_id: q.accountId, ...base, created_at: now, weak_until: weakUntil }, rows)
    return done({ set: id, codes: codes.map(shownCode) })
  })
}

/** {@link drawCodeSet} where the caller has the right already. */
export async function makeCodeSet(core: Core, q: { accountId: string; weakUntil: Instant }): Promise<MadeSet> {
  const made = await drawCodeSet(core, { accountId: q.accountId, join: async () => ({ weakUntil: q.weakUntil }) })
  if (!made.ok) throw new Error('Nothing can refuse here')
  return { set: made.set, codes: made.codes }
}

/** Every set of the account is void, saved or not. */
export const voidCodeSets = (core: Pick<Core, 'clock'>, tx: Tx, account: string): Promise<void> =>
  voidSets(tx, { account, now: core.clock.now() })

/** "I have saved them": the set counts from now on, and all older ones are void (RC-5).
 * @returns false if it is not an unsaved set of this account */
export async function saveCodeSet(core: Pick<Core, 'clock'>, tx: Tx, q: { accountId: string; set: string }): Promise<boolean> {
  const now = core.clock.now()
  if (!(await markSaved(tx, { set: q.set, account: q.accountId, now }))) return false
  await voidSets(tx, { account: q.accountId, but: q.set, now })
  return true
}
