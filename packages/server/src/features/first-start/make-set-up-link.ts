import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { findAccountByLogin } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { endLinks, makeLink } from '../links/index.ts'
import { tellAdministrators } from '../notices/index.ts'
import { firstLinkLife } from './make-first-start-link.ts'

/** `sparekey setup --link LOGIN` (OP-9): a link that with this administrator's login and password opens one complete set-up and
 * no session. Audited, and told to all administrators. Refuses with not_found whoever is no administrator. */
export async function makeSetUpLink(core: Core, login: string): Promise<Outcome<{ url: string; expiresAt: Instant }>> {
  return await inTransaction<Outcome<{ url: string; expiresAt: Instant }>>(core.db, async (tx) => {
    const account = await findAccountByLogin(tx, login)
    if (account?.state !== 'active' || account.role !== 'admin') return refused('not_found')
    await endLinks(tx, { accountId: account.id, purpose: 'set-up', now: core.clock.now() })
    const link = await makeLink(core, tx, { purpose: 'set-up', accountId: account.id, ttl: firstLinkLife })
    await record(core, tx, { act: 'set_up_link_made', actor: { kind: 'cli' }, account: account.id })
    await tellAdministrators(core, tx, { kind: 'admin-set-up-link', params: { account: account.id } })
    return done({ url: link.url, expiresAt: link.expiresAt })
  })
}
