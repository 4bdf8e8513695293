import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { type AccountRow, findAccountByLogin, lockAccount, ownWords } from '../accounts/index.ts'
import { passwordWasRight, reservePassword } from '../attempts/index.ts'
import { record } from '../audit/index.ts'
import { checkPassword, hashPassword, isHeldBack, storePassword, verifyPassword } from '../passwords/index.ts'
import { rulesFor, shippedRules } from '../policy/index.ts'
import { passwordTry } from '../sign-in/index.ts'
import { spendAccessCode, tryAccessCode } from './try-access-code.ts'

/** A new password by an access code from an approver (SI-15, RR-13), for who lost it. Counted like a password; a known and an
 * unknown login take the same way until the code was right. It signs nobody in and touches no method. */
export async function setPasswordByCode(
  core: Core,
  q: { login: string; code: string; password: string; visitor: Visitor },
): Promise<Outcome> {
  // What is wrong with any account's password is said before a try is used up.
  const weak = await checkPassword(core, q.password, { min: shippedRules.passwordMin, words: [q.login] })
  if (weak) return weak
  const account = await findAccountByLogin(core.db, q.login)
  const attempt = await passwordTry(core, q.visitor, q.login, account)
  const reserved = await reservePassword(core, attempt)
  if (!reserved.ok) return reserved
  const tried = await tryAccessCode(core, { account: account?.id, purpose: 'password', typed: q.code })
  if (!tried.ok) return tried
  if (account?.state !== 'active') return refused('access_code_wrong')
  await passwordWasRight(core, attempt)
  const bad = await unusable(core, account, q.password)
  if (bad) return bad
  const hash = await hashPassword(core, q.password)
  return await inTransaction<Outcome>(core.db, async (tx) => {
    if (!(await spendAccessCode(core, tx, tried.id))) return refused('access_code_wrong')
    if ((await lockAccount(tx, account.id)).state !== 'active') throw new Refusal(refused('access_code_wrong'))
    const from = { ip: q.visitor.ip, ...(attempt.browser ? { browser: attempt.browser } : {}) }
    await record(core, tx, {
      act: 'access_code_spent',
      actor: { kind: 'account', id: account.id },
      account: account.id,
      detail: { code: tried.id, purpose: 'password' },
      from,
    })
    // RR-13: whoever lost the phone too was granted a suspension, or will be; the new password must not end it (SI-12).
    await storePassword(core, tx, { accountId: account.id, hash, spared: { suspension: 'any' }, from })
    return { ok: true }
  })
}

async function unusable(core: Core, account: AccountRow, password: string) {
  const { passwordMin: min } = await rulesFor(core.db, account, core.clock.now())
  const bad = await checkPassword(core, password, { min, words: await ownWords(core.db, account.id) })
  if (bad) return bad
  return isHeldBack(account) && (await verifyPassword(core, account.password_hash, password)) ? refused('password_same') : undefined
}
