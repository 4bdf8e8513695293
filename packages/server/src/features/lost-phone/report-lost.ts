import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { blockNumber } from '../phone-numbers/index.ts'
import { endConfirmedBy, type SignInRow, signInIn } from '../sign-in/index.ts'
import { blockDevice, findSigner } from '../trusted-devices/index.ts'

/** "I lost my phone" (TD-8): with the password alone, since it takes power away and adds none. The chosen phones stop approving
 * and their codes are none; so does SMS, if the number was in it. No session ends, and no method is added. */
export async function reportLost(core: Core, q: { devices: string[]; number: boolean; visitor: Visitor }): Promise<Outcome> {
  const current = await signInIn(core, q.visitor, 'waiting', 'requested')
  if (!current.ok) return current
  const { signIn } = current
  // In a session the security page removes devices; nothing there asks for less than a fresh confirmation.
  if (signIn.purpose !== 'sign-in') return refused('sign_in_not_waiting')
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const { two_factor_since: since } = await lockAccount(tx, signIn.account_id)
    if (since === null) throw new Refusal(refused('device_unknown'))
    const names: string[] = []
    for (const device of new Set(q.devices)) names.push(await block(core, tx, signIn, device))
    const number = q.number && (await blockNumber(core, tx, signIn.account_id))
    await endConfirmedBy(core, tx, { account: signIn.account_id, devices: q.devices, sms: number })
    const { agent, ip } = q.visitor
    const params = { device: names.join(', '), number: number ? 'yes' : 'no', agent, ip }
    await tellOwner(core, tx, { accountId: signIn.account_id, kind: 'device-blocked', params })
    core.live.publish(`sign-in:${signIn.id}`)
    return { ok: true }
  })
}

/** @returns its name
 * @throws Refusal device_unknown: then nothing of the report happens */
async function block(core: Core, tx: Tx, signIn: SignInRow, id: string): Promise<string> {
  const device = await findSigner(tx, id)
  const own = device?.account_id === signIn.account_id
  // Reported twice is reported once.
  if (own && device.state === 'blocked') return device.name
  const blocked = own && (await blockDevice(core, tx, { id, accountId: signIn.account_id, by: signIn.browser_id }))
  if (!own || !blocked) throw new Refusal(refused('device_unknown'))
  await record(core, tx, {
    act: 'device_blocked',
    actor: { kind: 'account', id: signIn.account_id },
    account: signIn.account_id,
    reason: 'lost',
    detail: { device: id },
    from: { ip: signIn.ip, browser: signIn.browser_id, signIn: signIn.id },
  })
  return device.name
}
