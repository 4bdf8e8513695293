import type { StillYours } from '@sparekey/protocol/readiness'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { days, type Instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockIfThere } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { markStillMine, putOffStillMine } from './device-use.store.ts'
import { lastUseOf } from './devices-view.ts'
import { listKept } from './trusted-devices.store.ts'

type Device = Awaited<ReturnType<typeof listKept>>[number]

/** Between two askings about one phone, and until an unused one is said so (TD-5). ms */
const askEvery = days(180)
/** Closed without an answer, it rests for so long. ms */
const restFor = days(1)

/** Whether this phone is asked about now: trusted, or last said to be there, 180 days ago, and not put off today. */
export function isAsked(device: Device, now: Instant): boolean {
  if (device.state !== 'trusted') return false
  const since = Math.max(device.trusted_at ?? device.added_at, device.still_mine_at ?? 0)
  const rests = device.still_later_at !== null && device.still_later_at > now - restFor && device.still_later_at <= now
  return since <= now - askEvery && !rests
}

/** Nobody used it for 180 days. */
export const isUnused = (device: Device, now: Instant): boolean =>
  device.state === 'trusted' && Math.max(lastUseOf(device), device.trusted_at ?? device.added_at) <= now - askEvery

/** "Is this still your phone?": the phones that are asked about now, oldest first. */
export async function stillYours(core: Pick<Core, 'clock'>, db: Db, account: string): Promise<StillYours> {
  const now = core.clock.now()
  const phones = (await listKept(db, account)).filter((one) => isAsked(one, now))
  return {
    phones: phones.map((one) => {
      const lastUsedAt = lastUseOf(one)
      return {
        id: one.id,
        name: one.name,
        system: one.system,
        addedAt: one.added_at,
        ...(lastUsedAt > 0 ? { lastUsedAt } : {}),
        unused: isUnused(one, now),
      }
    }),
  }
}

/** "Yes, it is". It gives no power that the phone does not have. @returns refusal device_unknown for one that is not trusted */
export async function keepDevice(core: Core, session: CurrentSession, q: { device: string; ip: string }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    await lockIfThere(tx, session.accountId)
    const kept = await markStillMine(tx, { id: q.device, account: session.accountId, now: core.clock.now() })
    if (!kept) throw new Refusal(refused('device_unknown'))
    await record(core, tx, {
      act: 'device_kept',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { device: q.device },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    return { ok: true }
  })
}

/** Closed without an answer: it is asked again tomorrow. */
export async function putOff(core: Core, session: CurrentSession): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    await putOffStillMine(tx, { account: session.accountId, now: core.clock.now() })
    return { ok: true }
  })
}
