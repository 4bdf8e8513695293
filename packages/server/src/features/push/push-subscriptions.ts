import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentDevice } from '../../http/route.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { readBytes, readPoint } from '../../kernel/p256.ts'
import { newId } from '../../kernel/random.ts'
import { dropOfAccount, dropOfDevice, listWithSubscription, putSubscription } from './push.store.ts'
import { mayCall } from './push-endpoint.ts'

/** What a browser gives out so that it can be told something. */
export interface Subscription {
  endpoint: string
  /** base64url: a point, and 16 bytes */
  p256dh: string
  auth: string
}

/** Both values belong to their device's row and cannot be moved to another. */
export const placeOf = (column: 'endpoint_sealed' | 'keys_sealed', device: string) => ({ table: 'push_subscription', column, row: device })

/** Keeps where a phone can be reached. The address is a secret: whoever has it can write to the phone (P-14). */
export async function subscribe(core: Core, device: CurrentDevice, given: Subscription): Promise<Outcome> {
  if (device.state === 'scanned') return refused('device_not_trusted')
  if (!mayCall(given.endpoint, core.config.push)) return refused('push_endpoint_refused')
  if (!readPoint(given.p256dh) || !readBytes(given.auth, 16)) return refused('bad_request')
  await inTransaction(core.db, (tx) =>
    putSubscription(tx, {
      id: newId(core.random, 'psh'),
      device_id: device.id,
      endpoint_sealed: core.secrets.seal(placeOf('endpoint_sealed', device.id), given.endpoint),
      keys_sealed: core.secrets.seal(placeOf('keys_sealed', device.id), JSON.stringify({ p256dh: given.p256dh, auth: given.auth })),
      confirmed_at: core.clock.now(),
      failed_at: null,
    }),
  )
  return { ok: true }
}

/** Which of these devices gave a push address. */
export async function withSubscription(db: Db | Tx, devices: string[]): Promise<Set<string>> {
  if (devices.length === 0) return new Set()
  return new Set((await listWithSubscription(db, devices)).map((row) => row.device_id))
}

/** Forgets the push address of one device, or of all of an account. */
export const dropSubscriptions = (tx: Tx, of: { device: string } | { account: string }): Promise<void> =>
  'device' in of ? dropOfDevice(tx, of.device) : dropOfAccount(tx, of.account)
