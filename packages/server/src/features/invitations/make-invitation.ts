import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { hours, type Instant } from '../../kernel/clock.ts'
import { type AccountRow, listAddresses } from '../accounts/index.ts'
import { endLinks, makeLink } from '../links/index.ts'
import { queueMail } from '../mail/index.ts'
import { invitationMail } from './messages/en.ts'

/** An invitation works for so long (EN-4). ms */
const invitationLife = hours(72)

/** Makes the link to hand over, and another one for the mail if there is an address; older ones end. Only the mailed one proves
 * the address: whoever copies a link has not read anybody's mail. Using either ends both. */
export async function makeInvitation(
  core: Core,
  tx: Tx,
  q: { account: AccountRow; by: AccountRow },
): Promise<{ link: string; mailed: boolean; expiresAt: Instant }> {
  const { account } = q
  await endLinks(tx, { accountId: account.id, purpose: 'invitation', now: core.clock.now() })
  const link = { purpose: 'invitation' as const, accountId: account.id, ttl: invitationLife, createdBy: q.by.id }
  const handed = await makeLink(core, tx, link)
  let mailed = false
  const addresses = (await listAddresses(tx, account.id)).filter((row) => row.replaced_at === null && row.held_at === null)
  for (const address of core.config.mail ? addresses : []) {
    const { url, id, expiresAt } = await makeLink(core, tx, { ...link, data: { email: address.id } })
    const { siteName, support } = core.config
    const mail = invitationMail({ siteName, name: account.name, login: account.login, by: q.by.name, url, support })
    await queueMail(core, tx, { ...mail, accountId: account.id, to: address.address, dedupe: id, endsAt: expiresAt })
    mailed = true
  }
  return { link: handed.url, mailed, expiresAt: handed.expiresAt }
}
