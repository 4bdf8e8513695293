import type { Core } from '../../core.ts'
import { seconds } from '../../kernel/clock.ts'
import { createLane, type Lane } from './lane.ts'
import type { OutboxKind } from './queue.ts'
import type { Sender } from './sender.ts'
import { onWake } from './wake.ts'

export interface Outbox {
  /** When what is under way is done; nothing new is begun. */
  stop(): Promise<void>
  /** Sends all that is due now, and what that queued in turn. @returns how many were tried */
  runOnce(): Promise<number>
}

const atOnce: Record<OutboxKind, number> = { mail: 6, push: 16, sms: 4, 'reset-request': 2 }

/** Starts sending: right after each commit that queued something, and every 2 seconds for what other nodes queued and
 * for what is tried again. Any number of nodes may run it; each message is leased by one of them. A node that dies in the
 * middle of one leaves it to the others when its lease is over: then a message can arrive twice, but never not at all. */
export function startOutbox(core: Core, senders: Record<OutboxKind, Sender>): Outbox {
  const lanes: Lane[] = (Object.keys(senders) as OutboxKind[]).map((kind) => createLane(core, kind, senders[kind], atOnce[kind]))
  let stopped = false

  const look = (): void => {
    if (stopped) return
    for (const lane of lanes) lane.look()
  }
  const timer = setInterval(look, seconds(2))
  timer.unref()
  const forget = onWake(core.db, look)

  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      forget()
      for (const lane of lanes) lane.stop()
      await Promise.all(lanes.map((lane) => lane.rest()))
    },
    async runOnce() {
      let tried = 0
      for (;;) {
        look()
        const counts = await Promise.all(lanes.map((lane) => lane.rest()))
        const round = counts.reduce((sum, count) => sum + count, 0)
        if (round === 0) return tried
        tried += round
      }
    },
  }
}
