import { BeginPairing, PairingView } from '@sparekey/protocol/account'
import { Empty, IdParams, Ok } from '@sparekey/protocol/common'
import { OpenedPairing, OpenPairing, ScannedPairing, ScanPairing } from '@sparekey/protocol/phone'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { beginPairing } from './begin-pairing.ts'
import { confirmPairing } from './confirm-pairing.ts'
import { openPairing } from './open-pairing.ts'
import { pairingView } from './pairing-view.ts'
import { findOwn } from './pairings.store.ts'
import { rejectPairing } from './reject-pairing.ts'
import { scanPairing } from './scan-pairing.ts'

const anySession = { session: ['full', 'one-factor', 'set-up'] } as const

const toOk = (outcome: Outcome) => (outcome.ok ? { ok: true as const } : outcome)

/** Pairing, seen from the computer and from the phone (TD-2). */
export function registerPairingRoutes(routes: Routes, core: Core): void {
  registerComputerRoutes(routes, core)
  registerPhoneRoutes(routes, core)
}

function registerComputerRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/pairings',
    summary: 'Makes the QR and the code that a phone pairs with',
    access: anySession,
    body: BeginPairing,
    answer: PairingView,
    handle: async ({ session, body, visitor }) => {
      const begun = await beginPairing(core, session, { replaces: body.replaces, ip: visitor.ip })
      return begun.ok ? await pairingView(core, session, begun.id) : begun
    },
  })
  routes.route({
    method: 'GET',
    url: '/api/pairings/:id',
    summary: 'The state of a pairing of this session',
    access: anySession,
    params: IdParams,
    answer: PairingView,
    handle: ({ session, params }) => pairingView(core, session, params.id),
  })
  routes.stream({
    url: '/api/pairings/:id/events',
    summary: 'Says "look again" to the page that waits for the phone',
    access: anySession,
    params: IdParams,
    listen: async ({ session, params }, send) => {
      const own = await findOwn(core.db, { id: params.id, session: session.id, account: session.accountId })
      if (!own) return refused('not_found')
      return { owner: session.id, stop: core.live.subscribe(`pairing:${own.id}`, send) }
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/pairings/:id/confirm',
    summary: '"This is my phone"',
    access: anySession,
    params: IdParams,
    body: Empty,
    answer: Ok,
    handle: async ({ session, params, visitor }) => toOk(await confirmPairing(core, session, { id: params.id, ip: visitor.ip })),
  })
  routes.route({
    method: 'POST',
    url: '/api/pairings/:id/reject',
    summary: '"Not my phone"',
    access: anySession,
    params: IdParams,
    body: Empty,
    answer: Ok,
    handle: async ({ session, params, visitor }) => toOk(await rejectPairing(core, session, { id: params.id, ip: visitor.ip })),
  })
}

function registerPhoneRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/phone/pairings/open',
    summary: 'A phone shows what it scanned or was told, and gets the key to agree with',
    access: 'public',
    body: OpenPairing,
    answer: OpenedPairing,
    handle: ({ body, visitor }) => openPairing(core, body, visitor.network),
  })
  routes.route({
    method: 'POST',
    url: '/api/phone/pairings/scan',
    summary: 'A phone gives its keys; the first one wins',
    access: 'public',
    body: ScanPairing,
    answer: ScannedPairing,
    handle: ({ body, visitor }) => scanPairing(core, { ...body, ip: visitor.ip }),
  })
}
