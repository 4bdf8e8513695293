import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { hours, minutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, type Refused, refused } from '../../kernel/outcome.ts'
import {
  type AddressRow,
  addAddress,
  addressKeyOf,
  findAddressRow,
  getAccount,
  listAddresses,
  lockAccount,
  markReplaced,
  readAddress,
} from '../accounts/index.ts'
import { reserveRate } from '../attempts/index.ts'
import { record } from '../audit/index.ts'
import { endLinks } from '../links/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { sendProof } from './send-proof.ts'

const maxAddresses = 2

function whyNot(rows: AddressRow[], address: string): Refused | undefined {
  const proved = rows.filter((row) => row.verified_at !== null)
  if (proved.some((row) => row.address_key === addressKeyOf(address))) return refused('address_taken')
  return proved.length >= maxAddresses ? refused('too_many_addresses') : undefined
}

/** An address that was asked for and never proved makes room for the next one, and its link ends. */
async function dropUnproved(core: Core, tx: Tx, rows: AddressRow[]): Promise<void> {
  const now = core.clock.now()
  for (const row of rows.filter((one) => one.verified_at === null)) {
    await markReplaced(tx, row.id, now)
    await endLinks(tx, { accountId: row.account_id, purpose: 'email', data: { email: row.id }, now })
  }
}

/** Asks for a further address (EN-6): a fresh confirmation now, and a link opened at the new address. Nothing changes until then.
 * That another account uses the address is not said here, only to who opens the link there. */
export async function requestAddress(core: Core, q: { session: CurrentSession; typed: string; ip: string }): Promise<Outcome> {
  if (!core.config.mail) return refused('mail_not_set_up')
  const address = readAddress(q.typed)
  if (!address) return refused('address_invalid')
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const account = await lockAccount(tx, q.session.accountId)
    const rows = (await listAddresses(tx, account.id)).filter((row) => row.replaced_at === null)
    const bad = whyNot(rows, address)
    if (bad) throw new Refusal(bad)
    await requireConfirmation(core, tx, q.session, 'add-address', { address: q.typed })
    await dropUnproved(core, tx, rows)
    const id = await addAddress(core, tx, { account: account.id, address })
    await sendProof(core, tx, { login: account.login, address: { id, account_id: account.id, address } })
    await record(core, tx, {
      act: 'address_requested',
      actor: { kind: 'account', id: account.id },
      account: account.id,
      detail: { email: id },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    core.live.publish(`account:${account.id}`)
    return { ok: true }
  })
}

/** Sends the link to an address that waits for its proof once more. */
export async function sendProofAgain(core: Core, q: { session: CurrentSession; email: string }): Promise<Outcome> {
  if (!core.config.mail) return refused('mail_not_set_up')
  const row = await findAddressRow(core.db, q.email)
  if (!row || row.account_id !== q.session.accountId || row.verified_at !== null || row.replaced_at !== null) return refused('not_found')
  const rule = { free: 1, waitFrom: minutes(1), waitUpTo: hours(1), forgetAfter: hours(24) }
  const reserved = await reserveRate(core, `address proof ${row.id}`, rule)
  if (!reserved.ok) return refused('too_many_attempts', { retryAt: reserved.retryAt })
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const account = await getAccount(tx, row.account_id)
    await sendProof(core, tx, { login: account.login, address: row })
    return { ok: true }
  })
}
