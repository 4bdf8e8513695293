import { expect, it } from 'vitest'
import type { Core } from '../../src/core.ts'
import { inPlainTransaction, inTransaction } from '../../src/db/transaction.ts'
import { lockAccount } from '../../src/features/accounts/index.ts'
import type { ConfirmableSignIn, Method } from '../../src/features/confirmation/index.ts'
import { allowAgain } from '../../src/features/lost-phone/allow-again.ts'
import { reportLost } from '../../src/features/lost-phone/report-lost.ts'
import { checkNewNumber } from '../../src/features/number-changes/change-number.ts'
import { blockNumber } from '../../src/features/phone-numbers/index.ts'
import { confirmSignIn } from '../../src/features/sign-in/index.ts'
import { sendNumberCode, smsMethod } from '../../src/features/sms-codes/index.ts'
import { smsCodeOf } from '../../src/features/sms-codes/sms-code.ts'
import { reserveSms } from '../../src/features/sms-gateways/index.ts'
import { verificationCodeMethod } from '../../src/features/verification-codes/index.ts'
import { shownCode } from '../../src/features/verification-codes/testing/shown-code.ts'
import { cookieName } from '../../src/http/cookies.ts'
import type { CurrentSession } from '../../src/http/route.ts'
import type { Visitor } from '../../src/http/visitor.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { type Outcome, refused } from '../../src/kernel/outcome.ts'
import {
  anotherNode,
  createTestCore,
  forEachEngine,
  makeAccountRow,
  makeBrowserRow,
  makeNumberRow,
  makeSessionRow,
  makeSignInRow,
  makeTrustedPhone,
  type TestCore,
  testSms,
} from '../../src/testing/index.ts'

const callers = 200
const nodesAtOnce = 4
const from = { ip: '203.0.113.7', network: '203.0.113.7', agent: 'Chrome on Windows' }

forEachEngine('of 200 parallel callers with codes exactly one wins', (engine) => {
  /** One installation on several nodes, and an account with a number and a phone. */
  async function open(sms = testSms) {
    const core = await createTestCore({ database: await engine.open({ shared: true }), config: { sms } })
    const nodes: Core[] = [core]
    for (let n = 1; n < nodesAtOnce; n++) nodes.push(await anotherNode(core, n))
    const account = await makeAccountRow(core, { two_factor_since: 1 })
    const phone = await makeTrustedPhone(core, account.id)
    return { core, nodes, account: account.id, phone }
  }
  const race = async <T>(nodes: Core[], act: (core: Core, n: number) => Promise<T>, times = callers): Promise<T[]> =>
    await Promise.all(Array.from({ length: times }, (_, n) => act(nodes[n % nodes.length] as Core, n)))
  const waiting = async (core: TestCore, account: string) =>
    await makeSignInRow(core, { account, browser: (await makeBrowserRow(core)).id })
  const confirmable = (id: string, accountId: string): ConfirmableSignIn => ({
    id,
    accountId,
    purpose: 'sign-in',
    act: null,
    params: null,
    lane: 'other',
  })
  /** The path of a typed code after its attempt was counted. */
  async function use(node: Core, method: Method, signIn: ConfirmableSignIn, code: string): Promise<boolean> {
    const checked = await method.check?.(node, signIn, code)
    if (!checked?.ok) return false
    const outcome = await inTransaction<Outcome>(node.db, async (tx) => {
      const confirmation = await checked.spend(tx)
      if (!confirmation) throw new Refusal(refused('code_not_accepted'))
      await confirmSignIn(node, tx, { signIn: signIn.id, account: signIn.accountId, method: method.kind, confirmation })
      return { ok: true }
    })
    return outcome.ok
  }
  const confirmed = async (core: TestCore) =>
    (await core.db.selectFrom('sign_in').select('id').where('state', '=', 'confirmed').execute()).length
  const start = (node: Core, signIn: ConfirmableSignIn) =>
    inTransaction<Outcome>(node.db, async (tx) => {
      const refusal = await smsMethod.start?.(node, tx, signIn)
      if (refusal) throw new Refusal(refusal)
      return { ok: true }
    })
  const codesOf = (outcomes: ({ ok: true } | { ok: false; code: string })[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const one of outcomes) counts[one.ok ? 'ok' : one.code] = (counts[one.ok ? 'ok' : one.code] ?? 0) + 1
    return counts
  }
  async function session(core: TestCore, account: string): Promise<CurrentSession> {
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
    }
  }

  it('SM-1 using one SMS code', async () => {
    const { core, nodes, account } = await open()
    await makeNumberRow(core, account)
    const signIn = confirmable((await waiting(core, account)).id, account)
    expect(await start(core, signIn)).toEqual({ ok: true })
    const { id } = await core.db.selectFrom('sms_code').select('id').executeTakeFirstOrThrow()
    const wins = await race(nodes, (node) => use(node, smsMethod, signIn, smsCodeOf(core, id)))
    expect(wins.filter(Boolean)).toHaveLength(1)
    expect(await confirmed(core)).toBe(1)
  })

  it('SM-1 using one SMS code up, whatever the sign-in would say', async () => {
    const { core, nodes, account } = await open()
    await makeNumberRow(core, account)
    const signIn = confirmable((await waiting(core, account)).id, account)
    await start(core, signIn)
    const { id } = await core.db.selectFrom('sms_code').select('id').executeTakeFirstOrThrow()
    const checks = await race(nodes, async (node) => ({ node, checked: await smsMethod.check?.(node, signIn, smsCodeOf(core, id)) }))
    const spent = await Promise.all(
      checks.map(({ node, checked }) => inPlainTransaction(node.db, async (tx) => (checked?.ok ? await checked.spend(tx) : undefined))),
    )
    expect(checks.filter(({ checked }) => checked?.ok)).toHaveLength(5)
    expect(spent.filter(Boolean)).toHaveLength(1)
  })

  it('SM-1 guessing one SMS code: five answers are looked at', async () => {
    const { core, nodes, account } = await open()
    await makeNumberRow(core, account)
    const signIn = confirmable((await waiting(core, account)).id, account)
    await start(core, signIn)
    const outcomes = await race(
      nodes,
      async (node, n) => (await smsMethod.check?.(node, signIn, String(n).padStart(6, '0'))) ?? refused('internal'),
    )
    expect(codesOf(outcomes as Outcome[] as never)).toEqual({ code_not_accepted: 5, too_many_attempts: callers - 5 })
  })

  it('SM-1 choosing SMS: one code, one text', async () => {
    const { core, nodes, account } = await open()
    await makeNumberRow(core, account)
    const signIn = confirmable((await waiting(core, account)).id, account)
    const outcomes = await race(nodes, (node) => start(node, signIn))
    expect(codesOf(outcomes as never)).toEqual({ ok: callers })
    expect(await core.db.selectFrom('sms_code').select('sends').execute()).toEqual([{ sends: 1 }])
    expect(await core.db.selectFrom('outbox').select('id').where('kind', '=', 'sms').execute()).toHaveLength(1)
  })

  it.each([
    ['one account and its number', () => '+4915123456734', 3, 1],
    ['one range of numbers', (n: number) => `+491519880${String(n).padStart(4, '0')}`, 20, callers],
    ['one network', (n: number) => `+49151${20_000_000 + n * 20_011}`, 60, callers],
  ])('SM-4 the last place of %s', async (what, numberOf, most, accounts) => {
    const { core, nodes } = await open({ ...testSms, perDay: 150 })
    const ids = await Promise.all(Array.from({ length: accounts }, async () => (await makeAccountRow(core)).id))
    const outcomes = await race(nodes, (node, n) =>
      inTransaction<Outcome>(node.db, async (tx) => {
        const account = ids[n % accounts] ?? ''
        await lockAccount(tx, account)
        const network = what === 'one network' ? 'the one' : `net ${n}`
        return await reserveSms(node, tx, { kind: 'code', account, e164: numberOf(n), network })
      }),
    )
    expect(codesOf(outcomes as never)).toEqual({ ok: most, sms_limit: callers - most })
    expect(await core.db.selectFrom('sms_sent').select('id').execute()).toHaveLength(most)
  })

  it('SM-4 the reserve for notices, and telling the administrators', async () => {
    const { core, nodes } = await open({ ...testSms, perDay: 40 })
    await makeAccountRow(core, { role: 'admin', two_factor_since: 1 })
    const outcomes = await race(nodes, (node, n) =>
      inTransaction<Outcome>(node.db, (tx) =>
        reserveSms(node, tx, {
          kind: n % 2 === 0 ? 'asked' : 'code',
          account: `acc_${n}`,
          e164: `+49151${20_000_000 + n * 20_011}`,
          network: `net ${n}`,
        }),
      ),
    )
    expect(codesOf(outcomes as never)).toEqual({ ok: 60, sms_limit: callers - 60 })
    const told = await core.db.selectFrom('notice').select('id').where('kind', '=', 'sms-limit-reached').execute()
    expect(told).toHaveLength(1)
  })

  it('SM-4 the budget of the day, from as many accounts', async () => {
    const { core, nodes } = await open({ ...testSms, perDay: 7 })
    const signIns: ConfirmableSignIn[] = []
    for (let n = 0; n < 30; n++) {
      const { id } = await makeAccountRow(core, { two_factor_since: 1 })
      await makeNumberRow(core, id, { number: `+49151${20_000_000 + n * 200_007}` })
      signIns.push(confirmable((await waiting(core, id)).id, id))
    }
    const outcomes = await race(nodes, (node, n) => start(node, signIns[n] as ConfirmableSignIn), 30)
    expect(codesOf(outcomes as never)).toEqual({ ok: 7, sms_limit: 23 })
  })

  it('VC-2 using one step, in as many sign-ins', async () => {
    const { core, nodes, account, phone } = await open()
    const signIns = await Promise.all(Array.from({ length: 20 }, () => waiting(core, account)))
    const code = await shownCode(core, phone.id)
    const wins = await race(nodes, (node, n) => use(node, verificationCodeMethod, confirmable(signIns[n % 20]?.id ?? '', account), code))
    expect(wins.filter(Boolean)).toHaveLength(1)
    expect(await confirmed(core)).toBe(1)
  })

  it('VC-2 using three steps at once: never a lower one after a higher one', async () => {
    const { core, nodes, account, phone } = await open()
    const signIns = await Promise.all(Array.from({ length: 30 }, () => waiting(core, account)))
    const codes = [await shownCode(core, phone.id, 1), await shownCode(core, phone.id), await shownCode(core, phone.id, -1)]
    const wins = await race(nodes, (node, n) =>
      use(node, verificationCodeMethod, confirmable(signIns[n % 30]?.id ?? '', account), codes[n % 3] ?? ''),
    )
    const count = wins.filter(Boolean).length
    expect(count).toBeGreaterThanOrEqual(1)
    expect(count).toBeLessThanOrEqual(3)
    const { otp_last_step: last } = await core.db.selectFrom('device').select('otp_last_step').executeTakeFirstOrThrow()
    expect(last).toBe(Math.floor(core.clock.now() / 30_000) + 1)
  })

  it('SM-3 proving one number for as many accounts: one gets it', async () => {
    const { core, nodes } = await open()
    const askers: { who: CurrentSession; code: string }[] = []
    for (let n = 0; n < 12; n++) {
      const account = await makeAccountRow(core)
      const who = await session(core, account.id)
      // Each a while after the other, so that the limit on the number is not what decides.
      core.clock.advance(600_001)
      const sent = await inPlainTransaction(core.db, (tx) =>
        sendNumberCode(core, tx, {
          account: account.id,
          number: { e164: '+4915123456734', country: 'DE' },
          subject: who.id,
          network: `net ${n}`,
        }),
      )
      if (!sent.ok) throw new Error(sent.code)
      const row = await core.db.selectFrom('sms_code').select('id').where('subject_id', '=', who.id).executeTakeFirstOrThrow()
      askers.push({ who, code: smsCodeOf(core, row.id) })
    }
    await core.db
      .updateTable('sms_code')
      .set({ expires_at: core.clock.now() + 60_000 })
      .execute()
    const outcomes = await race(
      nodes,
      (node, n) => {
        const asker = askers[n] as (typeof askers)[number]
        return checkNewNumber(node, asker.who, { typed: asker.code, ip: from.ip })
      },
      12,
    )
    expect(codesOf(outcomes as never)).toEqual({ ok: 1, number_taken: 11 })
  })

  it('SM-3 typing the code of one new number', async () => {
    const { core, nodes, account } = await open()
    const who = await session(core, account)
    await inPlainTransaction(core.db, (tx) =>
      sendNumberCode(core, tx, { account, number: { e164: '+4915123456734', country: 'DE' }, subject: who.id, network: 'net' }),
    )
    const { id } = await core.db.selectFrom('sms_code').select('id').executeTakeFirstOrThrow()
    const outcomes = await race(nodes, (node) => checkNewNumber(node, who, { typed: smsCodeOf(core, id), ip: from.ip }))
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
    expect(await core.db.selectFrom('notice').select('kind').execute()).toEqual([{ kind: 'number-added' }])
  })

  it('TD-8 a code that is typed while the number is blocked: confirmed before, or not at all', async () => {
    const { core, nodes, account } = await open()
    await makeNumberRow(core, account)
    const signIn = confirmable((await waiting(core, account)).id, account)
    await start(core, signIn)
    const { id } = await core.db.selectFrom('sms_code').select('id').executeTakeFirstOrThrow()
    await inPlainTransaction(core.db, (tx) => blockNumber(core, tx, account))
    const wins = await race(nodes, (node) => use(node, smsMethod, signIn, smsCodeOf(core, id)), 5)
    expect(wins.filter(Boolean)).toHaveLength(0)
  })

  it('TD-8 reporting one phone, and allowing it again', async () => {
    const { core, nodes, account, phone } = await open()
    const before = await session(core, account)
    core.clock.advance(1000)
    const signIn = await waiting(core, account)
    const visitor: Visitor = { ...from, cookies: { [cookieName(core.config, 'sign-in')]: signIn.token } }
    const reports = await race(nodes, (node) => reportLost(node, { devices: [phone.id], number: true, visitor }), 40)
    expect(codesOf(reports as never)).toEqual({ ok: 40 })
    expect(await core.db.selectFrom('audit').select('id').where('act', '=', 'device_blocked').execute()).toHaveLength(1)
    const allowed = await race(nodes, (node) => allowAgain(node, before, { device: phone.id, visitor }))
    expect(codesOf(allowed as never)).toEqual({ ok: 1, device_unknown: callers - 1 })
    expect(await core.db.selectFrom('device').select('state').execute()).toEqual([{ state: 'trusted' }])
  })
})
