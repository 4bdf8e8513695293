import { phoneActBytes } from '@sparekey/protocol/signed-bytes'
import { signBytes } from '../keys/device-key.ts'
import { type Device, freshNonce } from './device-token.ts'
import type { Outcome } from './outcome.ts'
import { phoneApi } from './phone-api.ts'
import { serverNow } from './server-clock.ts'

const send = {
  'log-out': (_: string, signed: Parameters<typeof phoneApi.logOut>[0]) => phoneApi.logOut(signed),
  'not-me': phoneApi.denyNotice,
  stop: phoneApi.stopNotice,
}

/** Signs and sends an act of the phone itself. It works for blocked and paused phones too: it only ever takes power away (TD-8). */
async function act(device: Device, name: keyof typeof send, subject: string): Promise<Outcome<{ ok: true }>> {
  const nonce = await freshNonce()
  if (!nonce.ok) return nonce
  const signed = { device: device.device, nonce: nonce.value.nonce, at: serverNow() }
  const signature = await signBytes(device.sign, phoneActBytes({ origin: location.origin, act: name, subject, ...signed }))
  return send[name](subject, { ...signed, signature })
}

/** "Log out on this phone": the server forgets this device (TD-6). */
export const logOutDevice = (device: Device) => act(device, 'log-out', device.device)

/** "This wasn't me" for a notice (AU-4). */
export const denyNotice = (device: Device, notice: string) => act(device, 'not-me', notice)

/** "Stop this" for a notice about the way through an administrator (RR-3). */
export const stopNotice = (device: Device, notice: string) => act(device, 'stop', notice)
