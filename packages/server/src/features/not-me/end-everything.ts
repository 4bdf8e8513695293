import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { addressesRemovedSince, getAccount, holdAddressesAddedSince, listAdministrators } from '../accounts/index.ts'
import { whoMayAnswer } from '../approvers/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { heldItems } from '../held-methods/index.ts'
import { tellOwner, tellPeople } from '../notices/index.ts'
import { markPassword } from '../passwords/index.ts'
import { holdNumbersAddedSince } from '../phone-numbers/index.ts'
import { holdCodeSetsSince } from '../recovery-codes/index.ts'
import { holdDevicesAddedSince } from '../trusted-devices/index.ts'

/** "This wasn't me" (AU-4). It always takes power away: all sessions, sign-ins and known browsers end, the password is marked, and
 * every phone, code set, number and address that was added in the 7 days before is unusable until two approvers allow it. Older
 * methods go on working. The owner and the administrators are told. */
export async function endEverything(
  core: Core,
  tx: Tx,
  q: { accountId: string; notice: string; actor: AuditEntry['actor']; ip: string },
): Promise<void> {
  const since = core.clock.now() - days(7)
  await core.ends(tx, q.accountId, 'notice-not-me', {})
  await markPassword(core, tx, q.accountId)
  await holdDevicesAddedSince(core, tx, q.accountId, since)
  await holdCodeSetsSince(core, tx, q.accountId, since)
  await holdAddressesAddedSince(core, tx, q.accountId, since)
  await holdNumbersAddedSince(core, tx, q.accountId, since)
  await record(core, tx, {
    act: 'notice_denied',
    actor: q.actor,
    account: q.accountId,
    detail: { notice: q.notice },
    from: { ip: q.ip },
  })
  await tellAll(core, tx, q.accountId, since)
}

/** The owner, also where a stranger removed an address lately; the administrators, and the approvers who may answer for the account. */
async function tellAll(core: Core, tx: Tx, accountId: string, since: number): Promise<void> {
  const alsoTo = await addressesRemovedSince(tx, accountId, since)
  await tellOwner(core, tx, { accountId, kind: 'everything-ended', alsoTo })
  const held = (await heldItems(tx, accountId)).length
  const answering = await whoMayAnswer(core, tx, await getAccount(tx, accountId))
  const to = [...(await listAdministrators(tx)), ...answering.map((one) => one.account)].map((one) => one.id)
  const more = held > 0 ? { params: { account: accountId, held: String(held) }, page: 'held' as const } : { params: { account: accountId } }
  await tellPeople(core, tx, { to, kind: 'admin-not-me', ...more })
}
