import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { type Method, phoneOnly, removesItself } from '../confirmation/index.ts'
import { tellOwner } from '../notices/index.ts'
import { limits } from '../policy/index.ts'
import { codeDigest } from './code-digest.ts'
import { normaliseCode } from './recovery-code.ts'
import { countUnspent, findCurrentSet, findUsableSet, spendCode } from './recovery-codes.store.ts'

/** Codes of the set that counts and may be used; 0 where there is none. */
export async function countCodesLeft(db: Db | Tx, account: string): Promise<number> {
  const set = await findUsableSet(db, account)
  return set ? await countUnspent(db, set.id) : 0
}

/** What the security page says about the codes. */
export async function codesView(db: Db, account: string): Promise<{ left: number; createdAt: number; held: boolean } | undefined> {
  const set = await findCurrentSet(db, account)
  if (!set) return undefined
  return { left: await countUnspent(db, set.id), createdAt: set.saved_at ?? set.created_at, held: set.held_at !== null }
}

/** Confirmation by one of ten saved codes (RC-2 to RC-4). */
export const recoveryCodeMethod: Method = {
  kind: 'recovery-code',

  async offer(_core, db, { account, signIn }) {
    if (signIn?.act && (phoneOnly(signIn.act) || removesItself(signIn.act, signIn.params, { method: 'recovery-code' }))) return undefined
    const left = await countCodesLeft(db, account)
    return left > 0 ? { kind: 'recovery-code', left } : undefined
  },

  async check(core, signIn, answer) {
    const set = await findUsableSet(core.db, signIn.accountId)
    const code = normaliseCode(answer)
    // Nothing about a set can be told from the time an answer takes: the computation is made for every answer.
    const digest = await codeDigest(
      core,
      set ?? { salt: 'AAAAAAAAAAAAAAAAAAAAAA', key_id: core.secrets.currentKey, cost: null },
      code ?? answer.slice(0, 64),
    )
    if (!set || !code) return refused('code_not_accepted')
    return {
      ok: true,
      spend: async (tx) => {
        const now = core.clock.now()
        if (!(await spendCode(tx, { set: set.id, digest, now, signIn: signIn.id }))) return undefined
        await tellOfUse(core, tx, signIn, set.id)
        return { weakUntil: Math.max(now + limits.weakLife, set.weak_until) }
      },
    }
  },
}

/** Every use is told to the owner on every channel, with how many are left (RC-4). */
async function tellOfUse(core: Core, tx: Tx, signIn: { id: string; accountId: string }, set: string): Promise<void> {
  const left = await countUnspent(tx, set)
  await record(core, tx, {
    act: 'recovery_code_spent',
    actor: { kind: 'account', id: signIn.accountId },
    account: signIn.accountId,
    detail: { left },
    from: { signIn: signIn.id },
  })
  await tellOwner(core, tx, { accountId: signIn.accountId, kind: 'code-used', params: { left: String(left) } })
}
