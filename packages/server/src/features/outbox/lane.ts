import type { Core } from '../../core.ts'
import { endLate, lease, listDue, type OutboxRow, settle } from './outbox.store.ts'
import { type OutboxKind, payloadPlace } from './queue.ts'
import { leaseLife, retryAfter, type Sender, senderLife } from './sender.ts'

/** One kind of message with its own places, so that a mail server that hangs never holds up a prompt. */
export interface Lane {
  /** Fills the free places with what is due. */
  look(): void
  /** When nothing is under way. @returns how many were tried since the last call */
  rest(): Promise<number>
  stop(): void
}

/** Gives a sender its time and no more, so that one that hangs cannot keep its place. */
async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('A sender took too long')), ms)
    timer.unref()
  })
  return await Promise.race([work, late]).finally(() => clearTimeout(timer))
}

async function send(core: Core, sender: Sender, row: OutboxRow, until: number): Promise<void> {
  const mine = { id: row.id, until }
  const attempts = row.attempts + 1
  const told = { outboxId: row.id, kind: row.kind, count: attempts }
  try {
    const payload: unknown = JSON.parse(core.secrets.open(payloadPlace(row.id), row.payload_sealed ?? ''))
    const item = { id: row.id, accountId: row.account_id, deviceId: row.device_id, payload, attempts, endsAt: row.ends_at }
    const result = await within(senderLife, sender(core, item))
    const now = core.clock.now()
    if (result === 'sent') return await settle(core.db, mine, { sent_at: now })
    if ('failed' in result) {
      core.log.warn('A message could not be delivered', { ...told, code: result.failed })
      return await settle(core.db, mine, { failed_at: now, error_code: result.failed })
    }
    core.log.warn('A message will be tried again', told)
    await settle(core.db, mine, { due_at: result.retryAt, error_code: null })
  } catch (error) {
    core.log.error('Sending a message failed', { ...told, error })
    await settle(core.db, mine, { due_at: retryAfter(core, attempts), error_code: 'error' })
  }
}

/** @param atOnce how many messages of this kind may be under way */
export function createLane(core: Core, kind: OutboxKind, sender: Sender, atOnce: number): Lane {
  const underWay = new Set<Promise<void>>()
  let listing: Promise<void> | undefined
  let again = false
  let stopped = false
  let tried = 0

  const begin = (row: OutboxRow, until: number): void => {
    tried++
    const work = send(core, sender, row, until)
      .catch((error: unknown) => core.log.error('The outbox could not be written', { kind, error }))
      .finally(() => {
        underWay.delete(work)
        lane.look()
      })
    underWay.add(work)
  }
  const fill = async (): Promise<void> => {
    do {
      again = false
      const free = atOnce - underWay.size
      if (free <= 0 || stopped) return
      const due = await listDue(core.db, kind, core.clock.now(), free)
      for (const row of due) {
        const now = core.clock.now()
        if (row.ends_at <= now) await endLate(core.db, row.id, now)
        else if (await lease(core.db, row, { now, until: now + leaseLife })) begin(row, now + leaseLife)
      }
      // There may be more than there were places, and what another node was faster with is no longer listed.
      if (due.length > 0) again = true
    } while (again)
  }
  const lane: Lane = {
    look() {
      again = true
      if (stopped) return
      listing ??= fill()
        .catch((error: unknown) => core.log.error('The outbox could not be read', { kind, error }))
        .finally(() => {
          listing = undefined
        })
    },
    async rest() {
      while (listing || underWay.size > 0) await Promise.all([listing, ...underWay])
      const count = tried
      tried = 0
      return count
    },
    stop() {
      stopped = true
    },
  }
  return lane
}
