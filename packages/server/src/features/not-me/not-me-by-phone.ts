import type { SignedPhoneAct } from '@sparekey/protocol/phone'
import { phoneActBytes } from '@sparekey/protocol/signed-bytes'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { DeviceTable } from '../../db/tables.ts'
import { inTransaction } from '../../db/transaction.ts'
import { days, minutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockIfThere } from '../accounts/index.ts'
import { canDeny, findNotice, markAnswered } from '../notices/index.ts'
import { findSigner, markDeviceUsed, spendNonce, verifySignature } from '../trusted-devices/index.ts'
import { endEverything } from './end-everything.ts'

/** A phone that is trusted, or was within the last 7 days (AU-4): who takes a phone away must not silence its owner. */
export const maySpeak = (
  device: Pick<DeviceTable, 'state' | 'trusted_at' | 'held_at' | 'held_from' | 'ended_at'>,
  now: number,
): boolean => {
  if (device.trusted_at === null) return false
  // One that is held may be a stranger's: it has its 7 days from then, and being removed later gives it no more.
  const held = device.state === 'held' || (device.state === 'removed' && device.held_from !== null) ? device.held_at : null
  const ended = Math.min(held ?? Number.MAX_SAFE_INTEGER, device.ended_at ?? Number.MAX_SAFE_INTEGER)
  return ended > now - days(7)
}

/** "This wasn't me" signed by the phone, for one notice. */
export async function notMeByPhone(core: Core, q: { notice: string; signed: Static<typeof SignedPhoneAct>; ip: string }): Promise<Outcome> {
  const now = core.clock.now()
  const { device: id, at, nonce, signature } = q.signed
  const device = await findSigner(core.db, id)
  if (!device || !maySpeak(device, now)) return refused('device_not_trusted')
  const bytes = phoneActBytes({ origin: core.config.origin, device: id, act: 'not-me', subject: q.notice, nonce, at })
  if (Math.abs(at - now) > minutes(2) || !verifySignature(device.sign_key, bytes, signature)) return refused('signature_invalid')
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const account = await lockIfThere(tx, device.account_id)
    if (!(await spendNonce(core, tx, nonce))) return refused('nonce_spent')
    const notice = await findNotice(tx, q.notice)
    if (!account || notice?.account_id !== account.id) throw new Refusal(refused('not_found'))
    if (!canDeny(notice, now) || !(await markAnswered(tx, notice.id, now))) throw new Refusal(refused('link_over'))
    await markDeviceUsed(core, tx, device.id, { person: true })
    const actor = { kind: 'device' as const, id: device.id }
    await endEverything(core, tx, { accountId: notice.account_id, notice: notice.id, actor, ip: q.ip })
    return { ok: true }
  })
}
