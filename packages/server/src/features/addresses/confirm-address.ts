import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { findAddressRow, isUsable, listAddresses, lockIfThere, proveAddress } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { findLink, makeLink, spendLink } from '../links/index.ts'
import { denialLife, tellOwner } from '../notices/index.ts'

/** The link was opened at the new address: it is proved and in use. The older ones are told, each with a link that undoes it
 * for 7 days (EN-6). */
export async function confirmAddress(core: Core, q: { token: string; ip: string }): Promise<Outcome<{ to: string }>> {
  return await inTransaction<Outcome<{ to: string }>>(core.db, async (tx) => {
    const link = await findLink(core, tx, 'email', q.token)
    const account = link?.accountId ? await lockIfThere(tx, link.accountId) : undefined
    if (!link || account?.state !== 'active' || !(await spendLink(core, tx, link.id))) return refused('link_over')
    const row = await findAddressRow(tx, link.data.email ?? '')
    if (!row) throw new Refusal(refused('link_over'))
    const older = (await listAddresses(tx, account.id)).filter(isUsable)
    const result = await proveAddress(core, tx, row)
    if (result === 'taken') throw new Refusal(refused('address_taken'))
    if (result === 'over') throw new Refusal(refused('link_over'))
    const actor = { kind: 'link' as const, id: link.id }
    await record(core, tx, { act: 'address_confirmed', actor, account: account.id, detail: { email: row.id }, from: { ip: q.ip } })
    await tellOwner(core, tx, {
      accountId: account.id,
      kind: older.length > 0 ? 'address-added' : 'address-confirmed',
      params: { address: row.address },
      undo: async (address) => {
        const told = older.find((one) => one.address === address)
        if (!told) return undefined
        const data = { email: row.id, told: told.id, change: 'added' }
        return (await makeLink(core, tx, { purpose: 'email-undo', accountId: account.id, data, ttl: denialLife })).url
      },
    })
    return done({ to: '/account/security' })
  })
}
