import type { Core } from '../../core.ts'
import { inPlainTransaction, insideTransaction, type Tx } from '../../db/transaction.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { newToken } from '../../kernel/random.ts'
import { sameSecret } from '../../kernel/secrets.ts'
import { accessCodeMac, codeTries, normaliseAccessCode } from './access-code.ts'
import { countTry, markSpent, noteTry, uncountTry } from './access-codes.store.ts'
import type { AccessCodePurpose } from './make-access-code.ts'

/** Checks what was typed as an access code: counted before it is looked at, committed by itself; the fifth wrong one ends the
 * code (RR-8). The code, where it is right, is not used up yet: {@link spendAccessCode} does that. An account without a code,
 * and no account at all, take the same statements and get the same answer, in the same time.
 * @throws if called inside a transaction, since undoing that would undo the count */
export async function tryAccessCode(
  core: Pick<Core, 'db' | 'clock' | 'secrets' | 'random'>,
  q: { account: string | undefined; purpose: AccessCodePurpose; typed: string },
): Promise<Outcome<{ id: string; suspension: string | null; madeBy: string | null }>> {
  if (insideTransaction()) throw new Error('An answer must be counted outside of any transaction')
  const now = core.clock.now()
  const row = await inPlainTransaction(core.db, async (tx) => {
    await noteTry(tx, newToken(core.random))
    return await countTry(tx, { account: q.account ?? '', purpose: q.purpose, tries: codeTries, now })
  })
  const code = normaliseAccessCode(q.typed)
  const right = sameSecret(accessCodeMac(core.secrets, row?.id ?? '', code ?? ''), row?.mac ?? '')
  if (!row || !code || !right) return refused('access_code_wrong')
  await uncountTry(core.db, row.id)
  return { ok: true, id: row.id, suspension: row.suspension_id, madeBy: row.made_by }
}

/** Uses a code up, in the transaction of what it is for. Of any number of callers exactly one gets true. */
export const spendAccessCode = (core: Pick<Core, 'clock'>, tx: Tx, id: string): Promise<boolean> => markSpent(tx, id, core.clock.now())
