import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { type AddressRow, findAddressRow, listAddresses, lockIfThere, markReplaced, restoreAddress } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { findLink, spendLink } from '../links/index.ts'
import { tellOwner } from '../notices/index.ts'

const maxAddresses = 2

/** Puts an address back to use. What came after it makes room: two can be kept. */
async function restore(core: Core, tx: Tx, row: AddressRow): Promise<void> {
  if (row.replaced_at === null) return
  if ((await restoreAddress(tx, row)) === 'taken') throw new Refusal(refused('address_taken'))
  const inUse = (await listAddresses(tx, row.account_id))
    .filter((one) => one.verified_at !== null && one.replaced_at === null && one.id !== row.id)
    .toSorted((a, b) => (a.verified_at ?? 0) - (b.verified_at ?? 0))
  for (const late of inUse.slice(maxAddresses - 1)) await markReplaced(tx, late.id, core.clock.now())
}

/** The owner of an older address undoes a change of the addresses, for 7 days, without signing in (EN-6): a new one is out of use,
 * and the address that was told is back in use. */
export async function undoAddress(core: Core, q: { token: string; ip: string }): Promise<Outcome<{ to: string }>> {
  return await inTransaction<Outcome<{ to: string }>>(core.db, async (tx) => {
    const link = await findLink(core, tx, 'email-undo', q.token)
    const account = link?.accountId ? await lockIfThere(tx, link.accountId) : undefined
    if (!link || !account || !(await spendLink(core, tx, link.id))) return refused('link_over')
    const changed = await findAddressRow(tx, link.data.email ?? '')
    const told = await findAddressRow(tx, link.data.told ?? '')
    if (!changed || !told) throw new Refusal(refused('link_over'))
    const added = link.data.change === 'added'
    if (added) await markReplaced(tx, changed.id, core.clock.now())
    await restore(core, tx, told)
    await record(core, tx, {
      act: 'address_change_undone',
      actor: { kind: 'link', id: link.id },
      account: account.id,
      detail: { email: changed.id, change: link.data.change ?? '' },
      from: { ip: q.ip },
    })
    // The address that was undone is not told: whoever added it gets no link of this account any more.
    const kind = added ? 'address-removed' : 'address-added'
    await tellOwner(core, tx, { accountId: account.id, kind, params: { address: changed.address } })
    return done({ to: '/login' })
  })
}
