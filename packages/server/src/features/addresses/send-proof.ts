import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { hours } from '../../kernel/clock.ts'
import type { AddressRow } from '../accounts/index.ts'
import { endLinks, makeLink } from '../links/index.ts'
import { queueMail } from '../mail/index.ts'
import { proveMail } from './messages/en.ts'

/** The link to a new address works for so long (EN-6). ms */
const proofLife = hours(24)

/** Sends the link that proves an address; an older one for it ends. */
export async function sendProof(core: Core, tx: Tx, q: { login: string; address: Pick<AddressRow, 'id' | 'account_id' | 'address'> }) {
  const { id, account_id: accountId, address } = q.address
  const data = { email: id }
  await endLinks(tx, { accountId, purpose: 'email', data, now: core.clock.now() })
  const link = await makeLink(core, tx, { purpose: 'email', accountId, data, ttl: proofLife })
  const { siteName, support } = core.config
  const mail = proveMail({ siteName, login: q.login, address, url: link.url, support })
  await queueMail(core, tx, { ...mail, accountId, to: address, dedupe: link.id, endsAt: link.expiresAt })
}
