import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours } from '../../kernel/clock.ts'
import {
  createTestCore,
  forEachEngine,
  makeAccountRow,
  makeBrowserRow,
  makeEmailRow,
  makeKnownBrowserRow,
  makeNumberRow,
  makeSessionRow,
  makeSignInRow,
  makeTrustedPhone,
  type TestCore,
} from '../../testing/index.ts'
import { getAccount } from '../accounts/index.ts'
import { caseHistory, noteInCase } from '../case-history/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import { openCase } from '../recovery-requests/index.ts'
import {
  addressesSeen,
  countFailedPrompts,
  countWrongCodes,
  knownSince,
  numberTimes,
  sessionAddresses,
  usedBrowser,
} from './evidence.store.ts'
import { readFlags } from './index.ts'
import { ownerTold } from './owner-told.ts'

forEachEngine('evidence as it is read', (engine) => {
  async function open() {
    const core = await createTestCore({ database: await engine.open() })
    const account = (await makeAccountRow(core, { name: 'Ana', two_factor_since: 1 })).id
    return { core, account, now: core.clock.now() }
  }
  const event = async (core: TestCore, account: string, given: { result: string; method: string | null; at: number; ip: string }) => {
    const rest = { sign_in_id: null, session_id: null, device_id: null, browser_id: null, known_browser: 0, agent: '' } as const
    await core.db
      .insertInto('login_event')
      .values({ id: `log_${Math.random()}`, account_id: account, ...rest, ...given })
      .execute()
  }

  it('RR-4 networks that confirmed logins came from; nothing of what failed or was let in', async () => {
    const { core, account, now } = await open()
    const at = now - days(5)
    await event(core, account, { result: 'signed-in', method: 'phone', at, ip: '203.0.113.7' })
    await event(core, account, { result: 'signed-in', method: 'phone', at: at + 1, ip: '203.0.113.7' })
    await event(core, account, { result: 'signed-in', method: null, at, ip: '192.0.2.1' })
    await event(core, account, { result: 'wrong-code', method: 'phone', at, ip: '192.0.2.2' })
    await event(core, account, { result: 'signed-in', method: 'phone', at: now - days(90), ip: '192.0.2.3' })
    expect(await addressesSeen(core.db, { account, from: now - days(90), to: now })).toEqual(['203.0.113.7'])
  })
  it('known browsers, wrong codes, failed prompts', async () => {
    const { core, account, now } = await open()
    const browser = await makeBrowserRow(core)
    expect(await knownSince(core.db, browser.id, account)).toBeUndefined()
    expect(await usedBrowser(core.db, account, browser.id)).toBe(false)
    await makeKnownBrowserRow(core, browser.id, account, { known_since: 5 })
    expect(await knownSince(core.db, browser.id, account)).toBe(5)
    expect(await usedBrowser(core.db, account, browser.id)).toBe(true)
    const window = { account, from: now - hours(24), to: now }
    for (const [result, at] of [
      ['wrong-code', now],
      ['wrong-code', now - hours(24)],
      ['wrong-password', now],
    ] as const)
      await event(core, account, { result, method: null, at, ip: '' })
    expect(await countWrongCodes(core.db, window)).toBe(1)
    const prompt = { account_id: account, lane: 'other', tries: 0, digits: 3, scan_only: 0, device_id: null, seen_at: null } as const
    for (const [id, state, expires_at] of [
      ['p1', 'denied', now + 1],
      ['p2', 'open', now],
      ['p3', 'open', now + 1],
      ['p4', 'confirmed', now],
    ] as const) {
      const { id: sign_in_id } = await makeSignInRow(core, { account, browser: browser.id })
      await core.db
        .insertInto('prompt')
        .values({ id, state, expires_at, ...prompt, sign_in_id, created_at: now, answered_at: null })
        .execute()
    }
    expect(await countFailedPrompts(core.db, { ...window, now })).toBe(2)
  })
  it('the sessions of somebody, by browser and address; numbers by when they came and went', async () => {
    const { core, account, now } = await open()
    const browser = await makeBrowserRow(core)
    await makeSessionRow(core, { account, browser: browser.id }, { ip: '192.0.2.5' })
    await makeSessionRow(core, { account, browser: browser.id }, { ip: '192.0.2.6', created_at: now - days(8) })
    expect(await usedBrowser(core.db, account, browser.id)).toBe(true)
    expect(await sessionAddresses(core.db, account, now - days(7))).toEqual(['192.0.2.5'])
    await makeNumberRow(core, account, { replaced_at: now - days(1) })
    await makeNumberRow(core, account, { verified_at: null })
    await makeNumberRow(core, account, { kind: 'contact' })
    expect(await numberTimes(core.db, account)).toEqual([{ verified_at: now - days(30), replaced_at: now - days(1) }])
  })
  it('RR-4 whether the owner was told: by messages that carry "Stop this", and by nothing else', async () => {
    const { core, account, now } = await open()
    const q = { account, since: now, told: true }
    await makeEmailRow(core, account)
    const other = { kind: 'mail', dedupe: 'mail other', account_id: account, device_id: null, payload_sealed: null } as const
    const state = { due_at: now, ends_at: now + days(1), attempts: 0, lease_until: 0, failed_at: null, error_code: null }
    await core.db
      .insertInto('outbox')
      .values({ id: 'out_x', ...other, ...state, created_at: now, sent_at: now })
      .execute()
    expect(await ownerTold(core, core.db, q)).toEqual({ channels: 'none' })
    await inPlainTransaction(core.db, (tx) => tellOfRecovery(core, tx, { account, kind: 'recovery-requested' }))
    expect(await ownerTold(core, core.db, q)).toMatchObject({ arrived: false, onItsWaySince: now })
    const ours = () => core.db.updateTable('outbox').where('id', '!=', 'out_x')
    await ours().set({ failed_at: now }).execute()
    expect(await ownerTold(core, core.db, q)).toMatchObject({ arrived: false, onItsWaySince: undefined })
    await ours()
      .set({ failed_at: null, sent_at: now + 3 })
      .execute()
    expect(await ownerTold(core, core.db, q)).toMatchObject({ arrived: true, at: now + 3 })
  })
  it('without a request: whether there is any channel', async () => {
    const { core, account, now } = await open()
    const q = { account, since: now, told: false }
    expect(await ownerTold(core, core.db, q)).toEqual({ channels: 'none' })
    await makeEmailRow(core, account)
    expect(await ownerTold(core, core.db, q)).toMatchObject({ channels: 'some' })
  })
  it('flags and a story are read and kept on this engine too', async () => {
    const { core, account, now } = await open()
    await makeEmailRow(core, account)
    await makeTrustedPhone(core, account, { last_person_at: now, blocked_at: now, blocked_by: 'brw_x', state: 'blocked' })
    const flags = await readFlags(core, core.db, {
      account: await getAccount(core.db, account),
      request: { id: 'req', account_id: account, browser_id: 'brw_y', known_browser: 0, ip: '192.0.2.9', created_at: now },
      openedAt: now,
      told: false,
      others: 1,
      answeredBy: [{ id: account, name: 'Ana', ip: '192.0.2.9' }],
      approverChanged: 'Ada',
      passwordIsOtherHalf: false,
    })
    const keys = flags.map((one) => one.key)
    expect(keys).toEqual(['phone-used', 'other-requests', 'approver-network', 'approver-changed', 'strange-place', 'reported-elsewhere'])
    await inPlainTransaction(core.db, async (tx) => {
      const opened = await openCase(core, tx, { account, kind: 'desk', openedBy: account })
      const one = { case: opened.case, account, by: account }
      await noteInCase(core, tx, { ...one, kind: 'began' })
      await noteInCase(core, tx, { ...one, kind: 'approved', params: { note: 'Known' }, seen: { flags } })
      await noteInCase(core, tx, { case: null, account, kind: 'ended' })
    })
    const { id } = await core.db.selectFrom('recovery_case').select('id').executeTakeFirstOrThrow()
    expect(await caseHistory(core.db, id)).toEqual([
      { at: now, kind: 'began', by: 'Ana', params: {} },
      { at: now, kind: 'approved', by: 'Ana', params: { note: 'Known' }, flags },
    ])
  })
})
