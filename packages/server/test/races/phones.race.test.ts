import { expect, it } from 'vitest'
import type { Core } from '../../src/core.ts'
import { beginPairing, confirmPairing } from '../../src/features/pairings/index.ts'
import { openPairing } from '../../src/features/pairings/open-pairing.ts'
import { codeOf, tokenOf } from '../../src/features/pairings/pairing-secrets.ts'
import { scanPairing } from '../../src/features/pairings/scan-pairing.ts'
import { sendAddressCode } from '../../src/features/set-up/address-code.ts'
import { checkAddressCode } from '../../src/features/set-up/check-address-code.ts'
import { completeSetUp } from '../../src/features/set-up/complete-set-up.ts'
import { makeSetUpCodes } from '../../src/features/set-up/make-set-up-codes.ts'
import { makeNonce } from '../../src/features/trusted-devices/index.ts'
import { proveDevice } from '../../src/features/trusted-devices/prove-device.ts'
import type { CurrentSession } from '../../src/http/route.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/random.ts'
import {
  anotherNode,
  createTestCore,
  forEachEngine,
  makeAccountRow,
  makeBrowserRow,
  makeEmailRow,
  makePairingPhone,
  makeSessionRow,
  makeTrustedPhone,
  type TestCore,
} from '../../src/testing/index.ts'

const callers = 200
const nodesAtOnce = 4
const ip = '203.0.113.7'

forEachEngine('of many parallel callers with phones exactly one wins', (engine) => {
  /** One installation on several nodes, and an account. */
  async function open(given: Parameters<typeof makeAccountRow>[1] = {}) {
    const core = await createTestCore({ database: await engine.open({ shared: true }) })
    const nodes: Core[] = [core]
    for (let n = 1; n < nodesAtOnce; n++) nodes.push(await anotherNode(core, n))
    const account = await makeAccountRow(core, given)
    return { core, nodes, account: account.id }
  }
  const race = async <T>(nodes: Core[], act: (core: Core, n: number) => Promise<T>, times = callers): Promise<T[]> =>
    await Promise.all(Array.from({ length: times }, (_, n) => act(nodes[n % nodes.length] as Core, n)))
  const codesOf = (outcomes: ({ ok: true } | { ok: false; code: string })[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const one of outcomes) counts[one.ok ? 'ok' : one.code] = (counts[one.ok ? 'ok' : one.code] ?? 0) + 1
    return counts
  }

  /** A session as a route sees it. */
  async function session(core: TestCore, account: string, given: Partial<CurrentSession> = {}): Promise<CurrentSession> {
    const browser = await makeBrowserRow(core)
    const row = await makeSessionRow(core, { account, browser: browser.id })
    const now = core.clock.now()
    return {
      id: row.id,
      accountId: account,
      browserId: browser.id,
      access: 'full',
      role: 'member',
      suspensionId: null,
      startedAs: 'password',
      createdAt: now,
      expiresAt: now + 12 * 3_600_000,
      weakUntil: 0,
      ...given,
    }
  }
  /** The right to add one phone in this session, as its confirmation left it. */
  async function confirmed(core: TestCore, who: CurrentSession): Promise<void> {
    const now = core.clock.now()
    await core.db
      .insertInto('session_event')
      .values({
        id: newId(core.random, 'evt'),
        session_id: who.id,
        sign_in_id: 'sgn_x',
        act: 'add-device',
        act_params: '{}',
        method: 'phone',
        device_id: null,
        weak_until: 0,
        at: now,
        expires_at: now + minutes(5),
        spent_at: null,
      })
      .execute()
  }
  async function begin(core: TestCore, who: CurrentSession): Promise<string> {
    if (who.access === 'full') await confirmed(core, who)
    const begun = await beginPairing(core, who, { ip })
    if (!begun.ok) throw new Error(begun.code)
    return begun.id
  }
  async function scan(node: Core, pairing: string, name = 'phone') {
    const opened = await openPairing(node, { token: tokenOf(node, pairing) }, ip)
    if (!opened.ok) return opened
    return await scanPairing(node, { ...makePairingPhone(name).scan(opened, tokenOf(node, pairing)), ip })
  }

  it('TD-2 scanning one QR', async () => {
    const { core, nodes, account } = await open()
    const pairing = await begin(core, await session(core, account))
    const outcomes = await race(nodes, (node, n) => scan(node, pairing, `phone ${n}`))
    expect(codesOf(outcomes)).toEqual({ ok: 1, pairing_used: callers - 1 })
    expect(await core.db.selectFrom('device').select('state').execute()).toEqual([{ state: 'scanned' }])
  })

  it('TD-2 guessing the typed code: five answers are looked at', async () => {
    const { core, nodes, account } = await open()
    const pairing = await begin(core, await session(core, account))
    const { id } = codeOf(core, pairing)
    const guess = (n: number) => ({ code: `${id}${String(n).padStart(8, '0')}` })
    const outcomes = await race(nodes, (node, n) => openPairing(node, guess(n), `198.51.100.${n}`))
    expect(codesOf(outcomes)).toEqual({ pairing_code_wrong: 5, pairing_over: callers - 5 })
  })

  it('TD-2 pressing "This is my phone"', async () => {
    const { core, nodes, account } = await open()
    const who = await session(core, account)
    const pairing = await begin(core, who)
    await scan(core, pairing)
    const outcomes = await race(nodes, (node) => confirmPairing(node, who, { id: pairing, ip }))
    expect(codesOf(outcomes)).toEqual({ ok: 1, pairing_over: callers - 1 })
    expect(await core.db.selectFrom('notice').select('kind').execute()).toEqual([{ kind: 'device-added' }])
  })

  it('TD-4 taking the fifth place, from as many sessions', async () => {
    const { core, nodes, account } = await open()
    for (let n = 0; n < 4; n++) await makeTrustedPhone(core, account)
    const sessions = await Promise.all(Array.from({ length: 12 }, () => session(core, account)))
    const pairings: string[] = []
    for (const who of sessions) pairings.push(await begin(core, who))
    for (const pairing of pairings) await scan(core, pairing)
    const outcomes = await Promise.all(
      sessions.map((who, n) => confirmPairing(nodes[n % nodes.length] as Core, who, { id: pairings[n] ?? '', ip })),
    )
    expect(codesOf(outcomes)).toEqual({ ok: 1, too_many_devices: 11 })
    expect(await core.db.selectFrom('device').select('id').where('state', '=', 'trusted').execute()).toHaveLength(5)
  })

  it('TD-4 one confirmation gives one phone, however often the QR is renewed while phones scan', async () => {
    const { core, nodes, account } = await open()
    const who = await session(core, account)
    let pairing = await begin(core, who)
    const outcomes = await race(
      nodes,
      async (node, n) => {
        if (n % 2 === 0) return await scan(node, pairing)
        const begun = await beginPairing(node, who, { ip })
        if (begun.ok) pairing = begun.id
        return begun
      },
      60,
    )
    expect(outcomes.some((one) => one.ok)).toBe(true)
    const living = await core.db
      .selectFrom('pairing')
      .select(['id', 'state'])
      .where('state', 'in', ['open', 'scanned', 'confirmed'])
      .execute()
    expect(living).toHaveLength(1)
    expect((await core.db.selectFrom('device').select('id').where('state', '!=', 'removed').execute()).length).toBeLessThanOrEqual(1)
  })

  it('6.7.2 using one nonce', async () => {
    const { core, nodes, account } = await open()
    const phone = await makeTrustedPhone(core, account)
    const { nonce } = makeNonce(core)
    const outcomes = await race(nodes, (node) => proveDevice(node, phone.prove(nonce)))
    expect(codesOf(outcomes)).toEqual({ ok: 1, nonce_spent: callers - 1 })
  })

  it('TD-9 beginning the set-up in as many browsers: one is open', async () => {
    const { core, nodes, account } = await open()
    await makeEmailRow(core, account)
    const sessions = await Promise.all(Array.from({ length: 24 }, () => session(core, account, { access: 'set-up' })))
    const visitor = { ip, network: ip, agent: 'Chrome', cookies: {} }
    await Promise.all(sessions.map((who, n) => sendAddressCode(nodes[n % nodes.length] as Core, who, visitor)))
    expect(await core.db.selectFrom('set_up').select('id').where('state', '=', 'open').execute()).toHaveLength(1)
  })

  it('TD-9 guessing and typing the code of the set-up', async () => {
    const { core, nodes, account } = await open()
    await makeEmailRow(core, account)
    const who = await session(core, account, { access: 'set-up' })
    const visitor = { ip, network: ip, agent: 'Chrome', cookies: {} }
    await sendAddressCode(core, who, visitor)
    const mail = await core.db.selectFrom('outbox').select(['id', 'payload_sealed']).executeTakeFirstOrThrow()
    const place = { table: 'outbox', column: 'payload_sealed', row: mail.id }
    const { text } = JSON.parse(core.secrets.open(place, mail.payload_sealed ?? '')) as { text: string }
    const right = text.slice(0, 7)
    const typed = await race(nodes, (node) => checkAddressCode(node, who, { typed: right, ip }))
    expect(codesOf(typed).ok).toBeGreaterThanOrEqual(1)
    const acts = await core.db.selectFrom('audit').select('act').where('act', '=', 'set_up_address_proved').execute()
    expect(acts).toHaveLength(1)
  })

  it('TD-1 pressing "I have saved them"', async () => {
    const { core, nodes, account } = await open()
    const who = await session(core, account, { access: 'set-up', startedAs: 'invitation' })
    const pairing = await begin(core, who)
    await scan(core, pairing)
    await confirmPairing(core, who, { id: pairing, ip })
    const made = await makeSetUpCodes(core, who, ip)
    if (!made.ok) throw new Error(made.code)
    const visitor = { ip, network: ip, agent: 'Chrome', cookies: {} }
    const outcomes = await race(nodes, (node) => completeSetUp(node, [], who, { set: made.set, visitor }))
    expect(codesOf(outcomes)).toEqual({ ok: 1, set_up_done: callers - 1 })
    expect(await core.db.selectFrom('sign_in').select('id').execute()).toHaveLength(1)
    expect(await core.db.selectFrom('device').select('state').execute()).toEqual([{ state: 'trusted' }])
  })
})
