import type { Device } from '../api/device-token.ts'
import { isUnreachable, type Outcome } from '../api/outcome.ts'
import { phoneApi } from '../api/phone-api.ts'
import { fromBase64url, toBase64url } from '../keys/base64url.ts'

/** ms for the browser vendor's push service. In some networks and browsers it never answers at all. */
const patience = 10_000

export type Subscribed =
  | { ok: true; subscription: PushSubscription }
  /** `silent`: the push service did not answer. `not-offered`: our server sends no notifications. `unreached`: it was not asked. */
  | { ok: false; why: 'silent' | 'not-offered' | 'unreached' }

const silentAfter = <T>(work: Promise<T>): Promise<T> => {
  let timer: ReturnType<typeof setTimeout>
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the push service does not answer')), patience)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function isFor(subscription: PushSubscription, key: string): boolean {
  const used = subscription.options?.applicationServerKey
  return used instanceof ArrayBuffer && toBase64url(used) === key
}

/** The subscription of this app for the server's key, made if there is none or only one for an older key. One app has one
 * subscription, whatever the number of accounts. */
export async function subscribe(registration: ServiceWorkerRegistration, device: Device): Promise<Subscribed> {
  const answer = await phoneApi.pushKey(device)
  if (!answer.ok) return { ok: false, why: answer.code === 'unavailable' && !isUnreachable(answer) ? 'not-offered' : 'unreached' }
  try {
    const existing = await registration.pushManager.getSubscription()
    if (existing && isFor(existing, answer.value.key)) return { ok: true, subscription: existing }
    await existing?.unsubscribe()
    const applicationServerKey = fromBase64url(answer.value.key)
    const made = registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
    return { ok: true, subscription: await silentAfter(made) }
  } catch {
    return { ok: false, why: 'silent' }
  }
}

/** Tells the server where to reach this phone for one account. */
export async function keepSubscription(device: Device, subscription: PushSubscription): Promise<Outcome<unknown>> {
  const { endpoint, keys } = subscription.toJSON()
  return phoneApi.keepPush(device, { endpoint: endpoint ?? '', p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' })
}
