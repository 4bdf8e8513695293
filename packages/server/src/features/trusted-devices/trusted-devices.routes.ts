import { RenameDevice } from '@sparekey/protocol/account'
import { Empty, IdParams, Ok } from '@sparekey/protocol/common'
import { DeviceToken, Nonce, PhoneMe, ProveDevice } from '@sparekey/protocol/phone'
import { StillYours } from '@sparekey/protocol/readiness'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { CurrentDevice, Routes } from '../../http/route.ts'
import { withSubscription } from '../push/index.ts'
import { makeNonce } from './device-nonce.ts'
import { listenForPhone } from './phone-events.ts'
import { proveDevice } from './prove-device.ts'
import { renameDevice } from './rename-device.ts'
import { keepDevice, putOff, stillYours } from './still-yours.ts'
import { findAccountOf, findDevice } from './trusted-devices.store.ts'

/** How a phone proves itself and learns about itself, and "Rename" on the security page. */
export function registerTrustedDeviceRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/phone/nonce',
    summary: 'A value for a phone to sign within a minute',
    access: 'public',
    body: Empty,
    answer: Nonce,
    handle: async () => makeNonce(core),
  })
  routes.route({
    method: 'POST',
    url: '/api/phone/token',
    summary: 'A phone shows that it holds its key',
    access: 'public',
    body: ProveDevice,
    answer: DeviceToken,
    handle: ({ body }) => proveDevice(core, body),
  })
  routes.route({
    method: 'GET',
    url: '/api/phone/me',
    summary: 'What this phone is to its account',
    access: 'phone',
    answer: PhoneMe,
    handle: ({ device }) => phoneMe(core, device),
  })
  routes.stream({
    url: '/api/phone/events',
    summary: 'Says "look again" to an open phone app',
    access: 'phone',
    listen: async ({ device }, send) => ({ owner: device.id, stop: listenForPhone(core, device, send) }),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/devices/:id/rename',
    summary: 'Gives a trusted device another name',
    access: { session: ['full'] },
    params: IdParams,
    body: RenameDevice,
    answer: Ok,
    handle: ({ session, params, body, visitor }) => renameDevice(core, session, { device: params.id, name: body.name, ip: visitor.ip }),
  })
  registerStillYours(routes, core)
}

/** "Is this still your phone?" (TD-5), in a full session only. */
function registerStillYours(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/account/still-yours',
    summary: 'The trusted devices that were not asked about for 180 days',
    access: { session: ['full'] },
    answer: StillYours,
    handle: ({ session }) => stillYours(core, core.db, session.accountId),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/devices/:id/still-mine',
    summary: 'It is still the phone of its owner',
    access: { session: ['full'] },
    params: IdParams,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      const kept = await keepDevice(core, session, { device: params.id, ip: visitor.ip })
      return kept.ok ? { ok: true as const } : kept
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/account/still-yours/later',
    summary: 'Asks again tomorrow',
    access: { session: ['full'] },
    answer: Ok,
    handle: async ({ session }) => {
      const later = await putOff(core, session)
      return later.ok ? { ok: true as const } : later
    },
  })
}

/** A phone that merely scanned is not told whose account it is. */
async function phoneMe(core: Core, device: CurrentDevice): Promise<Static<typeof PhoneMe>> {
  const row = await findDevice(core.db, device.id)
  return {
    state: device.state,
    ...(device.paused && row?.paused_until ? { pausedUntil: row.paused_until } : {}),
    ...(device.state === 'scanned' ? {} : { account: await findAccountOf(core.db, device.accountId) }),
    deviceName: row?.name ?? '',
    siteName: core.config.siteName,
    push: (await withSubscription(core.db, [device.id])).has(device.id),
    now: core.clock.now(),
  }
}
