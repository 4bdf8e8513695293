import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { isUsable, listAddresses, lockAccount, markReplaced } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { endLinks, makeLink } from '../links/index.ts'
import { denialLife, tellOwner } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'

/** Takes an address out of use, with a fresh confirmation of exactly that. It is told, and can undo it for 7 days (EN-6).
 * The last one in use stays: without it nobody could be told anything. */
export async function removeAddress(core: Core, q: { session: CurrentSession; email: string; ip: string }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const now = core.clock.now()
    const account = await lockAccount(tx, q.session.accountId)
    const rows = (await listAddresses(tx, account.id)).filter((row) => row.replaced_at === null)
    const row = rows.find((one) => one.id === q.email)
    if (!row) throw new Refusal(refused('not_found'))
    const others = rows.filter((one) => one.id !== row.id)
    if (row.verified_at === null ? others.length === 0 : !others.some(isUsable)) throw new Refusal(refused('last_address'))
    await requireConfirmation(core, tx, q.session, 'remove-address', { email: row.id })
    if (!(await markReplaced(tx, row.id, now))) throw new Refusal(refused('not_found'))
    await endLinks(tx, { accountId: account.id, purpose: 'email', data: { email: row.id }, now })
    await record(core, tx, {
      act: 'address_removed',
      actor: { kind: 'account', id: account.id },
      account: account.id,
      detail: { email: row.id },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    core.live.publish(`account:${account.id}`)
    // Nobody ever read mail of this account there: there is nobody to tell.
    if (row.verified_at === null) return { ok: true }
    await tellOwner(core, tx, {
      accountId: account.id,
      kind: 'address-removed',
      params: { address: row.address },
      alsoTo: [row.address],
      undo: async (address) => {
        if (address !== row.address) return undefined
        const data = { email: row.id, told: row.id, change: 'removed' }
        return (await makeLink(core, tx, { purpose: 'email-undo', accountId: account.id, data, ttl: denialLife })).url
      },
    })
    return { ok: true }
  })
}
