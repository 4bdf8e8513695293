import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Outcome } from '../../kernel/outcome.ts'
import { getAccount, ownWords } from '../accounts/index.ts'
import { rulesFor } from '../policy/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { checkPassword } from './check-password.ts'
import { hashPassword } from './hash-password.ts'
import { storePassword } from './store-password.ts'

/** The owner changes the password in a full session, with a fresh confirmation of exactly that. This session goes on, all others end. */
export async function changePassword(core: Core, q: { session: CurrentSession; password: string; ip: string }): Promise<Outcome> {
  const account = await getAccount(core.db, q.session.accountId)
  const { passwordMin: min } = await rulesFor(core.db, account, core.clock.now())
  const bad = await checkPassword(core, q.password, { min, words: await ownWords(core.db, account.id) })
  if (bad) return bad
  const hash = await hashPassword(core, q.password)
  return await inTransaction<Outcome>(core.db, async (tx) => {
    await requireConfirmation(core, tx, q.session, 'change-password', {})
    const from = { ip: q.ip, session: q.session.id, browser: q.session.browserId }
    await storePassword(core, tx, { accountId: account.id, hash, spared: { session: q.session.id }, from })
    return { ok: true }
  })
}
