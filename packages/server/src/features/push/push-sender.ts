import { createHash } from 'node:crypto'
import type { Core } from '../../core.ts'
import { type Instant, minutes, seconds } from '../../kernel/clock.ts'
import { newKeyPair } from '../../kernel/p256.ts'
import type { OutboxItem, Sender } from '../outbox/index.ts'
import { dropGone, findSubscription, markFailed } from './push.store.ts'
import { mayCall } from './push-endpoint.ts'
import { encryptPush, type MessageKeys, messageSize } from './push-message.ts'
import { placeOf } from './push-subscriptions.ts'
import type { PushText } from './queue-push.ts'
import { vapidHeader } from './vapid.ts'

/** How long a push service may take to answer, ms. */
const answerWithin = seconds(8)
/** Push services keep nothing for longer. */
const longestLife = 28 * 24 * 3600

type Result = Awaited<ReturnType<Sender>>
type Found = NonNullable<Awaited<ReturnType<typeof findSubscription>>>

/** The outbox's way to phones: encrypts a message for one phone and hands it to the phone's push service. */
export function createPushSender(): Sender {
  return async (core, item) => {
    const subscription = item.deviceId ? await findSubscription(core.db, item.deviceId) : undefined
    if (!subscription) return { failed: 'no_push_address' }
    const device = subscription.device_id
    const endpoint = core.secrets.open(placeOf('endpoint_sealed', device), subscription.endpoint_sealed)
    // The list may have become shorter since the phone gave its address.
    if (!mayCall(endpoint, core.config.push)) return { failed: 'push_endpoint_refused' }
    const keys = JSON.parse(core.secrets.open(placeOf('keys_sealed', device), subscription.keys_sealed)) as MessageKeys

    let response: Response
    try {
      response = await post(core, item, endpoint, keys)
    } catch {
      // No answer, or none in time. The address of the push service is in such errors, so nothing of them is kept.
      return { retryAt: soon(core, item.attempts) }
    }
    await response.body?.cancel()
    return await judge(core, item, subscription, response)
  }
}

/** 2 s, doubling: a prompt is good for two minutes only. */
const soon = (core: Pick<Core, 'clock'>, attempts: number): Instant =>
  core.clock.now() + Math.min(seconds(2) * 2 ** Math.min(attempts - 1, 12), minutes(30))

function post(core: Core, item: OutboxItem, endpoint: string, keys: MessageKeys): Promise<Response> {
  const { id, title, body, navigate } = item.payload as PushText
  const now = core.clock.now()
  return fetch(endpoint, {
    method: 'POST',
    // A redirect could lead the service anywhere, also inside its own network (P-14).
    redirect: 'manual',
    signal: AbortSignal.timeout(answerWithin),
    headers: {
      authorization: vapidHeader(core.push, { endpoint, subject: core.config.push.subject, now }),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      // RFC 8030 §5.2: the push service delivers nothing after what it is about has ended.
      ttl: String(Math.min(Math.max(Math.floor((item.endsAt - now) / 1000), 0), longestLife)),
      urgency: 'high',
      // RFC 8030 §5.4: takes the place of an undelivered one about the same thing.
      topic: createHash('sha256').update(id).digest('base64url').slice(0, 32),
    },
    body: new Uint8Array(
      encryptPush(messageText({ id, title, body, navigate: `${core.config.publicUrl}${navigate}` }), keys, {
        pair: newKeyPair(core.random),
        salt: core.random.bytes(16),
        padTo: messageSize,
      }),
    ),
  })
}

/** In the form that Safari shows by itself (declarative push) and that our worker reads; a text that is too long loses its body. */
function messageText({ id, title, body, navigate }: PushText): Buffer {
  const write = (text: string): Buffer =>
    Buffer.from(JSON.stringify({ web_push: 8030, notification: { title: title.slice(0, 120), body: text, navigate }, id }))
  const full = write(body)
  return full.length <= messageSize ? full : write('')
}

/** What a push service's answer means (RFC 8030 §5, §7.3). */
async function judge(core: Core, item: OutboxItem, subscription: Found, response: Response): Promise<Result> {
  const { status } = response
  const { device_id: device, confirmed_at: confirmedAt } = subscription
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) {
    await dropGone(core.db, device, confirmedAt)
    core.live.publish(`device:${device}`)
    return { failed: `push_${status}` }
  }
  if (status === 429 || status >= 500) return { retryAt: laterOf(soon(core, item.attempts), retryAfterHeader(core, response)) }
  // 400, 401, 403 and 413 are ours: the key, the subject or the message is wrong, and no phone of this service is reached.
  core.log.error('A push service refuses what this installation sends', { deviceId: device, status, outboxId: item.id })
  await markFailed(core.db, device, core.clock.now())
  return { failed: `push_${status}` }
}

const laterOf = (a: Instant, b: Instant | undefined): Instant => (b !== undefined && b > a ? b : a)

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3). */
function retryAfterHeader(core: Pick<Core, 'clock'>, response: Response): Instant | undefined {
  const text = response.headers.get('retry-after')?.trim()
  if (!text) return undefined
  const at = /^\d{1,9}$/.test(text) ? core.clock.now() + seconds(Number(text)) : Date.parse(text)
  return Number.isFinite(at) ? at : undefined
}
