import type { FirstStart } from '@sparekey/protocol/account'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { addAddress, countAccounts, createAccount, lockAdministrators, readAddress, readLogin, readName } from '../accounts/index.ts'
import { sendProof } from '../addresses/index.ts'
import { record } from '../audit/index.ts'
import { findLink, spendLink } from '../links/index.ts'
import { checkPassword, hashPassword } from '../passwords/index.ts'
import { shippedRules } from '../policy/index.ts'
import { startSignIn } from '../sign-in/index.ts'

export type Begun = { to: string; cookies: string[] }

/** Makes the first administrator by the link of the first start, and begins the sign-in that leads to the set-up. The address
 * is proved by a link of its own, as soon as there is mail. */
export async function createFirstAdministrator(
  core: Core,
  q: { given: Static<typeof FirstStart>; visitor: Visitor },
): Promise<Outcome<Begun>> {
  const link = await findLink(core, core.db, 'first-start', q.given.token)
  if (!link || link.accountId) return refused('link_over')
  const login = readLogin(q.given.login)
  const name = readName(q.given.name)
  const address = readAddress(q.given.email)
  if (!name) return refused('bad_request')
  if (!login) return refused('login_invalid')
  if (!address) return refused('address_invalid')
  const bad = await checkPassword(core, q.given.password, { min: shippedRules.passwordMin, words: [login, name, address] })
  if (bad) return bad
  const passwordHash = await hashPassword(core, q.given.password)
  return await inTransaction<Outcome<Begun>>(core.db, async (tx) => {
    await lockAdministrators(tx)
    const first = (await countAccounts(tx, { role: 'admin' })) === 0
    if (!first || !(await spendLink(core, tx, link.id))) return refused('link_over')
    const account = await createAccount(core, tx, { login, name, role: 'admin', state: 'active', passwordHash })
    if (!account) throw new Refusal(refused('login_taken'))
    const email = await addAddress(core, tx, { account: account.id, address })
    await sendProof(core, tx, { login, address: { id: email, account_id: account.id, address } })
    await record(core, tx, {
      act: 'first_administrator_created',
      actor: { kind: 'link', id: link.id },
      account: account.id,
      from: { ip: q.visitor.ip },
    })
    const { cookies } = await startSignIn(core, tx, { account, visitor: q.visitor, startedAs: 'first-start' })
    return done({ to: '/login', cookies })
  })
}
