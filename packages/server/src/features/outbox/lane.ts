import type { Core } from '../../core.ts'
import { endLate, lease, listDue, type OutboxRow, settle, wasCutOff } from './outbox.store.ts'
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

type Result = Awaited<ReturnType<Sender>>

/** What a try that failed becomes: another one, unless that would be after the message's end. */
function settledAs(core: Core, row: OutboxRow, result: Exclude<Result, 'sent'>, why: string | null) {
  const now = core.clock.now()
  if ('failed' in result) return { failed_at: now, error_code: result.failed }
  if (result.retryAt >= row.ends_at) return { failed_at: now, error_code: 'too_late' }
  return { due_at: result.retryAt, error_code: why }
}

async function send(core: Core, sender: Sender, row: OutboxRow, until: number): Promise<void> {
  const mine = { id: row.id, until }
  const attempts = row.attempts + 1
  const told = { outboxId: row.id, kind: row.kind, count: attempts }
  // It may have gone out: whoever gets it twice can tell by its id, which is the same on every try.
  if (wasCutOff(row)) core.log.warn('Sending a message was cut off; it is sent again and may arrive twice', { ...told, code: 'cut_off' })
  let result: Result
  let why: string | null = null
  try {
    const payload: unknown = JSON.parse(core.secrets.open(payloadPlace(row.id), row.payload_sealed ?? ''))
    const item = { id: row.id, accountId: row.account_id, deviceId: row.device_id, payload, attempts, endsAt: row.ends_at }
    result = await within(senderLife, sender(core, item))
  } catch (error) {
    core.log.error('Sending a message failed', { ...told, error })
    result = { retryAt: retryAfter(core, attempts) }
    why = 'error'
  }
  if (result === 'sent') return await settle(core.db, mine, { sent_at: core.clock.now() })
  const settled = settledAs(core, row, result, why)
  const over = 'failed_at' in settled
  core.log.warn(over ? 'A message could not be delivered' : 'A message will be tried again', {
    ...told,
    code: settled.error_code ?? 'later',
  })
  await settle(core.db, mine, settled)
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
