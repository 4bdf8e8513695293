import type { SignedPhoneAct } from '@sparekey/protocol/phone'
import { phoneActBytes } from '@sparekey/protocol/signed-bytes'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { DeviceTable } from '../../db/tables.ts'
import { inTransaction } from '../../db/transaction.ts'
import { days, minutes } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { findAccount } from '../accounts/index.ts'
import { canStop, findNotice, markAnswered } from '../notices/index.ts'
import { findSigner, markDeviceUsed, spendNonce, verifySignature } from '../trusted-devices/index.ts'
import { stopEverything } from './stop-everything.ts'

/** A phone that is trusted, paused or blocked, or was within the last 7 days: it cannot give power here, only take it away (TD-8). */
const maySpeak = (device: DeviceTable, now: number): boolean =>
  device.trusted_at !== null && (device.ended_at === null || device.ended_at > now - days(7))

/** "Stop this" signed by a phone, for one notice (RR-3). */
export async function stopByPhone(core: Core, q: { notice: string; signed: Static<typeof SignedPhoneAct>; ip: string }): Promise<Outcome> {
  const now = core.clock.now()
  const { device: id, at, nonce, signature } = q.signed
  const device = await findSigner(core.db, id)
  if (!device || !maySpeak(device, now)) return refused('device_not_trusted')
  const bytes = phoneActBytes({ origin: core.config.origin, device: id, act: 'stop', subject: q.notice, nonce, at })
  if (Math.abs(at - now) > minutes(2) || !verifySignature(device.sign_key, bytes, signature)) return refused('signature_invalid')
  return await inTransaction<Outcome>(core.db, async (tx) => {
    if (!(await spendNonce(core, tx, nonce))) return refused('nonce_spent')
    const notice = await findNotice(tx, q.notice)
    if (notice?.account_id !== device.account_id || !(await findAccount(tx, notice.account_id))) throw new Refusal(refused('not_found'))
    if (!canStop(notice, now) || !(await markAnswered(tx, notice.id, now))) throw new Refusal(refused('link_over'))
    await markDeviceUsed(core, tx, device.id, { person: true })
    const actor = { kind: 'device' as const, id: device.id }
    await stopEverything(core, tx, { accountId: notice.account_id, notice: notice.id, channel: 'phone', actor, ip: q.ip })
    return { ok: true }
  })
}
