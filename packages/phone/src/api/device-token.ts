import type { DeviceToken, Nonce } from '@sparekey/protocol/phone'
import { proofBytes } from '@sparekey/protocol/signed-bytes'
import { signBytes } from '../keys/device-key.ts'
import type { Outcome } from './outcome.ts'
import { request } from './request.ts'
import { learnServerTime, serverNow } from './server-clock.ts'

/** What it takes to speak for a device. */
export interface Device {
  device: string
  sign: CryptoKey
}

/** ms before its end at which a token is renewed. */
const margin = 30_000

const tokens = new Map<string, { token: string; expiresAt: number }>()
const underWay = new Map<string, Promise<Outcome<string>>>()

/** A fresh value of the server's to sign. */
export async function freshNonce(): Promise<Outcome<Nonce>> {
  const askedAt = Date.now()
  const nonce = await request<Nonce>('POST', '/api/phone/nonce', { body: {} })
  if (nonce.ok) learnServerTime(nonce.value.now, askedAt)
  return nonce
}

/** Proves the device with a fresh signature.
 * @param person whether somebody acted just now (opened the app, tapped), rather than the app by itself: an administrator
 * who decides on a recovery request reads from it whether the phone is in use (RR-4) */
export async function proveDevice(device: Device, person: boolean): Promise<Outcome<string>> {
  const nonce = await freshNonce()
  if (!nonce.ok) return nonce
  const signed = { device: device.device, nonce: nonce.value.nonce, person }
  const signature = await signBytes(device.sign, proofBytes({ origin: location.origin, ...signed }))
  const proved = await request<DeviceToken>('POST', '/api/phone/token', { body: { ...signed, signature } })
  if (!proved.ok) {
    tokens.delete(device.device)
    return proved
  }
  tokens.set(device.device, { token: proved.value.token, expiresAt: proved.value.expiresAt })
  return { ok: true, value: proved.value.token }
}

function currentToken(device: Device): Promise<Outcome<string>> {
  const held = tokens.get(device.device)
  if (held && held.expiresAt - margin > serverNow()) return Promise.resolve({ ok: true, value: held.token })
  const waiting = underWay.get(device.device)
  if (waiting !== undefined) return waiting
  const renewal = proveDevice(device, false).finally(() => underWay.delete(device.device))
  underWay.set(device.device, renewal)
  return renewal
}

/** Calls with a token of this device, made anew if the server does not take the one at hand. */
export async function asDevice<T>(device: Device, call: (token: string) => Promise<Outcome<T>>): Promise<Outcome<T>> {
  const token = await currentToken(device)
  if (!token.ok) return token
  const outcome = await call(token.value)
  if (outcome.ok || outcome.status !== 401) return outcome
  tokens.delete(device.device)
  const renewed = await currentToken(device)
  return renewed.ok ? call(renewed.value) : renewed
}
