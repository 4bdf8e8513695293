import type { Core } from '../../core.ts'
import { afterCommit, type Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { endOfAccount, insertItem, type OutboxRow } from './outbox.store.ts'
import { wake } from './wake.ts'

export type OutboxKind = OutboxRow['kind']

export interface QueuedItem {
  kind: OutboxKind
  /** The same message twice is one message: the second is dropped. */
  dedupe: string
  accountId?: string | undefined
  deviceId?: string | undefined
  /** Sealed until it is sent, emptied afterwards: links and addresses are in it. */
  payload: object
  /** Never sent after this. */
  endsAt: Instant
  /** Not sent before this; at once if absent. */
  dueAt?: Instant
}

/** Where a payload belongs: no row's can be moved to another's. */
export const payloadPlace = (id: string) => ({ table: 'outbox', column: 'payload_sealed', row: id })

/** Puts a message on its way, in the transaction of what it tells about: neither exists without the other.
 * It goes out right after the commit.
 * @returns false if the same one was queued before */
export async function queue(core: Pick<Core, 'clock' | 'random' | 'secrets' | 'db'>, tx: Tx, item: QueuedItem): Promise<boolean> {
  const now = core.clock.now()
  const id = newId(core.random, 'out')
  const added = await insertItem(tx, {
    id,
    kind: item.kind,
    dedupe: item.dedupe,
    account_id: item.accountId ?? null,
    device_id: item.deviceId ?? null,
    payload_sealed: core.secrets.seal(payloadPlace(id), JSON.stringify(item.payload)),
    created_at: now,
    due_at: item.dueAt ?? now,
    ends_at: item.endsAt,
    attempts: 0,
    lease_until: 0,
    sent_at: null,
    failed_at: null,
    error_code: null,
  })
  if (added) afterCommit(() => wake(core.db))
  return added
}

/** Nothing more goes out about an account: it was deleted. */
export const endQueued = (core: Pick<Core, 'clock'>, tx: Tx, account: string): Promise<void> => endOfAccount(tx, account, core.clock.now())
