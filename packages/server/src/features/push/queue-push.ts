import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { queue } from '../outbox/index.ts'
import { listReachable } from './push.store.ts'

/** What a notification says. Push services and lock screens see that there is one, so it carries no code and no secret (N-18b). */
export interface PushText {
  /** What it is about, such as the prompt: the phone shows one notification for it, and asks us for the rest. */
  id: string
  title: string
  body: string
  /** Where a tap leads, from the root of this site: `/app/#…`. */
  navigate: string
}

export interface PushToQueue extends PushText {
  accountId: string
  /** Only these; as shipped all that the account can be told on. */
  devices?: readonly string[] | undefined
  /** Never delivered after this, by us or by the push service. */
  endsAt: Instant
  /** The same push twice is one. */
  dedupe: string
}

/** Puts a push on its way to each phone that gave an address for it, in the transaction of what it tells about. */
export async function queuePush(core: Core, tx: Tx, push: PushToQueue): Promise<void> {
  if (!pushIsOn(core)) return
  const { id, title, body, navigate } = push
  const payload: PushText = { id, title, body, navigate }
  for (const device of await listReachable(tx, push.accountId)) {
    if (push.devices && !push.devices.includes(device.id)) continue
    await queue(core, tx, {
      kind: 'push',
      dedupe: `${push.dedupe} ${device.id}`,
      accountId: push.accountId,
      deviceId: device.id,
      payload,
      endsAt: push.endsAt,
    })
  }
}

/** Without an address that push services can write to, none would take our messages (Apple refuses made-up ones). */
export const pushIsOn = (core: Pick<Core, 'config'>): boolean => core.config.push.subject !== ''
