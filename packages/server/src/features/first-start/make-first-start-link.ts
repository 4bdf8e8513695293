import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { minutes } from '../../kernel/clock.ts'
import { countAccounts, lockAdministrators } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { endLinks, makeLink } from '../links/index.ts'

/** The first link and the set-up link work for so long (OP-1, OP-9). ms */
export const firstLinkLife = minutes(15)

/** The link for the first administrator, or nothing once an administrator has ever completed set-up: then it is never made again.
 * Each start makes a new one and ends the older. Where the first administrator exists and has not finished, it goes on
 * with that account, and asks for its login and password. */
export async function makeFirstStartLink(core: Core): Promise<string | undefined> {
  return await inPlainTransaction(core.db, async (tx) => {
    const administrators = await lockAdministrators(tx)
    if ((await countAccounts(tx, { role: 'admin', everSetUp: true })) > 0) return undefined
    await endLinks(tx, { purpose: 'first-start', now: core.clock.now() })
    const unfinished = administrators[0]
    const link = await makeLink(core, tx, { purpose: 'first-start', accountId: unfinished?.id, ttl: firstLinkLife })
    await record(core, tx, { act: 'first_start_link_made', actor: { kind: 'service' }, account: unfinished?.id })
    return link.url
  })
}
