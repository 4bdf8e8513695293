import type { DeviceView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { withSubscription } from '../push/index.ts'
import { blockLiftable } from './device-block.ts'
import { listKept } from './trusted-devices.store.ts'

/** When a person last did something on it; 0 for never. */
export const lastUseOf = (device: { last_used_at: number | null; last_person_at: number | null }): number =>
  Math.max(device.last_used_at ?? 0, device.last_person_at ?? 0)

/** "Trusted devices" (TD-4), oldest first. */
export async function devicesView(core: Pick<Core, 'config' | 'clock'>, db: Db, accountId: string): Promise<DeviceView[]> {
  const devices = await listKept(db, accountId)
  const now = core.clock.now()
  const reachable = await withSubscription(
    db,
    devices.map((one) => one.id),
  )
  return devices.map((one) => {
    const lastUsedAt = lastUseOf(one)
    return {
      id: one.id,
      name: one.name,
      system: one.system,
      state: one.state,
      trial: one.trial === 1,
      ...(one.paused_until !== null && one.paused_until > now ? { pausedUntil: one.paused_until } : {}),
      ...(one.state === 'blocked' && one.blocked_at !== null
        ? { blockedAt: one.blocked_at, mayUnblock: one.blocked_at > now - blockLiftable }
        : {}),
      otherAddress: one.origin !== core.config.origin,
      addedAt: one.added_at,
      ...(lastUsedAt > 0 ? { lastUsedAt } : {}),
      push: reachable.has(one.id),
    }
  })
}
