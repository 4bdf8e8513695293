import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, minutes, seconds } from '../../kernel/clock.ts'
import { makeNumberRow, makeTrustedPhone, testSms } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../testing/whole.ts'
import { blockNumber } from '../phone-numbers/index.ts'
import { codeText } from './messages/en.ts'
import { noteDelivery } from './note-delivery.ts'
import { digitsIn, wrongOf } from './testing/sent-texts.ts'

let app: TestApp
let ana: TestPerson
let number: Awaited<ReturnType<typeof makeNumberRow>>
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp({ config: { sms: { ...testSms } } })
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  number = await makeNumberRow(app.core, ana.id, { number: '+4915123456734' })
  browser = await begun()
})
afterEach(() => app.close())

/** A browser whose password was right. */
async function begun(ip = '203.0.113.7', who = ana): Promise<TestBrowser> {
  const one = app.browser({ ip })
  await one.post('/api/sign-in', { login: who.login, password: testPassword })
  return one
}
const start = (from = browser) => from.post('/api/sign-in/start', { method: 'sms' })
const answer = (code: string, from = browser) => from.post('/api/sign-in/answer', { method: 'sms', answer: code })
const view = async (from = browser) => (await from.get('/api/sign-in')).body as SignInView
const code = (of: { body: unknown }) => (of.body as { code: string }).code
const kinds = async (from = browser) => (await view(from)).methods?.map(({ kind }) => kind)
async function newest() {
  await app.deliver()
  const text = app.texts.at(-1)
  if (!text) throw new Error('No text was sent')
  return text
}
const digits = async () => digitsIn((await newest()).text)

describe('SMS on the login page', () => {
  it('SI-8 is offered second with the last two digits, and no code goes out before it is chosen', async () => {
    expect((await view()).methods).toEqual([
      { kind: 'phone' },
      { kind: 'sms', hint: '34' },
      { kind: 'recovery-code', left: 10 },
      { kind: 'verification-code' },
    ])
    await app.deliver()
    expect(app.texts).toEqual([])
  })

  it('SM-1 goes to the number, says where, and lets in', async () => {
    const sent = await start()
    const now = app.core.clock.now()
    expect((sent.body as SignInView).sent).toEqual({
      method: 'sms',
      to: '34',
      againAt: now + seconds(60),
      expiresAt: now + minutes(5),
      failed: false,
    })
    expect((await newest()).to).toBe('+4915123456734')
    const typed = await digits()
    expect((await answer(` ${typed.slice(0, 3)}-${typed.slice(3)} `)).body).toMatchObject({ step: 'finish' })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'full' })
  })

  it('SM-2 names the service and the purpose, warns, and ends with the line that binds it to this site', async () => {
    await start()
    const { text } = await newest()
    expect(text).toMatch(
      /^(\d{6}) is your code to log in to Example\. Do not share it: nobody will ever ask you for it\.\n\n@login\.example\.org #\1$/,
    )
    expect(text).not.toMatch(/https?:|ana/i)
  })

  it('SM-2 the last line is for https and no port, as browsers know it', () => {
    const text = { siteName: 'Example', code: '123456', purpose: 'set this number' } as const
    expect(
      codeText({ ...text, publicUrl: 'https://login.example.org' })
        .split('\n')
        .at(-1),
    ).toBe('@login.example.org #123456')
    for (const publicUrl of ['http://localhost:8080', 'https://login.example.org:8443'])
      expect(codeText({ ...text, publicUrl })).not.toContain('@')
  })

  it('is in no column and in no answer', async () => {
    const shown = [await start(), await browser.get('/api/sign-in')]
    const typed = await digits()
    expect(JSON.stringify(await app.core.db.selectFrom('sms_code').selectAll().execute())).not.toContain(typed)
    for (const { text } of shown) expect(text).not.toMatch(new RegExp(`${typed}|4915123456734`))
    expect(JSON.stringify(app.core.log.lines)).not.toMatch(new RegExp(`${typed}|4915123456734`))
  })

  it('SM-1 "Send again" after 60 s sends the same code, and before that nothing', async () => {
    await start()
    const first = await digits()
    app.core.clock.advance(seconds(60) - 1)
    expect((await start()).status).toBe(200)
    await app.deliver()
    expect(app.texts).toHaveLength(1)
    app.core.clock.advance(1)
    expect(((await start()).body as SignInView).sent?.againAt).toBe(app.core.clock.now() + seconds(60))
    expect(await digits()).toBe(first)
    expect(app.texts).toHaveLength(2)
  })

  it('SM-1 a resend makes no new tries, also where it is a new code', async () => {
    await start()
    const first = await digits()
    for (let n = 0; n < 2; n++) await answer(wrongOf(first))
    app.core.clock.advance(minutes(3) + 1)
    await start()
    const second = await digits()
    expect(second).not.toBe(first)
    // The old one is none any more, though its five minutes are not over.
    expect(code(await answer(first))).toBe('code_not_accepted')
    await answer(wrongOf(second))
    app.core.clock.advance(minutes(1))
    expect((await answer(wrongOf(second))).status).toBe(422)
    app.core.clock.advance(minutes(1) / 2)
    const dead = await answer(second)
    expect(code(dead)).toBe('too_many_attempts')
    expect((await start()).body).toMatchObject({ code: 'too_many_attempts' })
  })

  it('SM-1 is good for five minutes', async () => {
    await start()
    const typed = await digits()
    app.core.clock.advance(minutes(5))
    expect(code(await answer(typed))).toBe('code_not_accepted')
    expect((await view()).sent).toBeUndefined()
  })

  it('SM-1 is good only in the browser that asked', async () => {
    await start()
    const typed = await digits()
    const other = await begun('198.51.100.20')
    expect(code(await answer(typed, other))).toBe('code_not_accepted')
    await start(other)
    expect(code(await answer(typed, other))).toBe('code_not_accepted')
    expect((await answer(typed)).status).toBe(200)
  })

  it('R-21 nothing is sent before a correct password', async () => {
    const stranger = app.browser({ ip: '198.51.100.21' })
    await stranger.post('/api/sign-in', { login: ana.login, password: 'wrong' })
    expect((await start(stranger)).status).toBe(409)
    await app.deliver()
    expect(app.texts).toEqual([])
  })
})

describe('SM-3 who is offered it', () => {
  it.each(['admin', 'approver'] as const)('not an %s, whatever number there is', async (role) => {
    await app.core.db.updateTable('account').set({ role }).execute()
    expect(await kinds()).not.toContain('sms')
    expect(code(await start())).toBe('method_not_usable')
  })

  it.each([
    ['was replaced', { replaced_at: 1 }],
    ['was never proved', { verified_at: null }],
    ['is held', { held_at: 1 }],
    ['was in a lost phone', { blocked_at: 1 }],
    ['was changed within 72 h', { serves_from: Date.UTC(2028, 0, 1) }],
  ])('not where the number %s', async (_why, columns) => {
    await app.core.db.updateTable('phone_number').set(columns).execute()
    expect(await kinds()).toEqual(['phone', 'recovery-code', 'verification-code'])
    expect(code(await start())).toBe('method_not_usable')
  })

  it('not without a gateway, and not where its country left the list', async () => {
    app.core.config.sms = { ...testSms, countries: ['GB'] }
    expect(await kinds()).not.toContain('sms')
    delete app.core.config.sms
    expect(await kinds()).not.toContain('sms')
    expect(code(await start())).toBe('method_not_usable')
  })

  it('a code that is on its way when the number is blocked confirms nothing', async () => {
    await start()
    const typed = await digits()
    await inPlainTransaction(app.core.db, (tx) => blockNumber(app.core, tx, ana.id))
    expect(code(await answer(typed))).toBe('method_not_usable')
    expect((await view()).sent).toBeUndefined()
  })
})

describe('SM-4 limits', () => {
  it('an account and its number: three in ten minutes, then the page says when, and the others work', async () => {
    for (let n = 0; n < 3; n++) expect((await start(await begun(`198.51.100.${n}`))).status).toBe(200)
    const over = await start()
    expect(over.status).toBe(429)
    expect(over.body).toMatchObject({ code: 'sms_limit', retryAt: app.core.clock.now() + minutes(10) })
    expect(await kinds()).toContain('recovery-code')
    await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    expect((await view()).step).toBe('finish')
    app.core.clock.advance(minutes(10))
    expect((await start(await begun())).status).toBe(200)
  })

  it('and twelve a day, resends counted', async () => {
    let sent = 0
    for (let n = 0; n < 40; n++) {
      if (n % 2 === 0) browser = await begun(`198.51.100.${n}`)
      if ((await start()).status === 200) sent += 1
      app.core.clock.advance(minutes(4))
    }
    await app.deliver()
    expect(app.texts).toHaveLength(12)
    expect(sent).toBe(12)
  })

  it('H-42 many accounts with numbers of one range: a handful, and the operator sees it', async () => {
    let sent = 0
    for (let n = 0; n < 25; n++) {
      const one = await makePerson(app.core, { login: `bought${n}` })
      await makeNumberRow(app.core, one.id, { number: `+49151988800${String(n).padStart(2, '0')}` })
      if ((await start(await begun(`198.51.100.${n}`, one))).status === 200) sent += 1
    }
    expect(sent).toBe(20)
    expect(app.core.log.lines).toContainEqual(expect.objectContaining({ level: 'error', fields: { kind: 'prefix' } }))
  })

  it('one network, across accounts: sixty in an hour, whenever the hour begins', async () => {
    const people: TestPerson[] = []
    for (let n = 0; n < 60; n++) {
      const one = await makePerson(app.core, { login: `desk${n}` })
      await makeNumberRow(app.core, one.id, { number: `+49151${20_000_000 + n * 110_011}` })
      people.push(one)
      app.core.clock.advance(minutes(1) / 2)
      expect((await start(await begun('203.0.113.7', one))).status).toBe(200)
    }
    expect(code(await start(await begun()))).toBe('sms_limit')
    expect((await start(await begun('198.51.100.1'))).status).toBe(200)
    // An hour after the first one a single place is free, not sixty.
    app.core.clock.advance(minutes(30) + seconds(31))
    expect((await start(await begun('203.0.113.7', people[5]))).status).toBe(200)
    expect(code(await start(await begun('203.0.113.7', people[6])))).toBe('sms_limit')
  })

  it('the budget of the day is a hard stop', async () => {
    app.core.config.sms = { ...testSms, perDay: 1 }
    await start()
    const eve = await makePerson(app.core, { login: 'eve' })
    await makeNumberRow(app.core, eve.id)
    const eves = await begun('198.51.100.9', eve)
    expect((await start(eves)).body).toMatchObject({ code: 'sms_limit', retryAt: app.core.clock.now() + days(1) })
    expect((await view(eves)).sent).toBeUndefined()
    app.core.clock.advance(days(1))
    expect((await start(await begun('198.51.100.9', eve))).status).toBe(200)
  })

  it('what was refused is not counted', async () => {
    app.core.config.sms = { ...testSms, perDay: 1 }
    await start()
    for (let n = 0; n < 10; n++) await start(await begun(`198.51.100.${n}`))
    app.core.config.sms = { ...testSms, perDay: 500 }
    expect((await start(await begun('198.51.100.99'))).status).toBe(200)
  })

  it('SM-4 a failed delivery is shown at once, and one that worked after all takes it back', async () => {
    await start()
    const { id } = await app.core.db.selectFrom('sms_code').select('id').executeTakeFirstOrThrow()
    let looks = 0
    const { id: signIn } = await app.core.db.selectFrom('sign_in').select('id').executeTakeFirstOrThrow()
    const stop = app.core.live.subscribe(`sign-in:${signIn}`, () => {
      looks += 1
    })
    await noteDelivery(app.core, id, false)
    expect(looks).toBe(1)
    expect((await view()).sent?.failed).toBe(true)
    await noteDelivery(app.core, id, true)
    expect((await view()).sent?.failed).toBe(false)
    stop()
  })
})

describe('SI-16 what SMS confirmed is weak', () => {
  const sessionBySms = async () => {
    await start()
    await answer(await digits())
    await browser.post('/api/sign-in/finish')
    return browser
  }
  const grants = async () =>
    (await app.core.db.selectFrom('session_event').select('act').where('act_params', '=', '*').where('act', '!=', 'sign-in').execute()).map(
      ({ act }) => act,
    )
  const confirmBySms = async (act: string, params: Record<string, string> = {}) => {
    const begun = await browser.post('/api/confirmations', { act, params, password: testPassword })
    return (begun.body as SignInView).methods?.map(({ kind }) => kind)
  }

  it('for 24 hours', async () => {
    await sessionBySms()
    const { weak_until } = await app.core.db.selectFrom('session').select('weak_until').executeTakeFirstOrThrow()
    expect(weak_until).toBe(app.core.clock.now() + hours(24))
  })

  it('it stands in for one phone and one set of codes where no phone is in anybody’s hand', async () => {
    await sessionBySms()
    expect((await grants()).sort()).toEqual(['add-device', 'create-codes'])
  })

  it.each<[string, Record<string, unknown>]>([
    ['trusted', {}],
    ['blocked 6 days ago', { state: 'blocked', blocked_at: -days(6) }],
    ['paused still', { paused_until: hours(3) }],
    ['removed after a pause of 6 days ago', { state: 'removed', paused_until: -days(6) }],
  ])('not while a phone that is %s was used by a person in the last 24 h', async (_what, columns) => {
    const now = app.core.clock.now()
    const at = Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, typeof value === 'number' ? now + value : value]))
    await makeTrustedPhone(app.core, ana.id, { last_person_at: now - hours(24) + 1, ...at })
    await sessionBySms()
    expect(await grants()).toEqual([])
    // The fresh confirmation by SMS is no way around it.
    expect(await confirmBySms('add-device')).not.toContain('sms')
    expect(await confirmBySms('create-codes')).not.toContain('sms')
    expect(await confirmBySms('disable-account', { account: ana.id })).toContain('sms')
  })

  it.each<[string, Record<string, unknown>]>([
    ['removed', { state: 'removed', ended_at: 1 }],
    ['blocked 8 days ago', { state: 'blocked', blocked_at: -days(8) }],
  ])('a phone that is %s stands in nobody’s way', async (_what, columns) => {
    const now = app.core.clock.now()
    const at = Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, typeof value === 'number' ? now + value : value]))
    await makeTrustedPhone(app.core, ana.id, { last_person_at: now, ...at })
    await sessionBySms()
    expect(await grants()).toHaveLength(2)
  })

  it('it is not offered for what it could never confirm', async () => {
    await sessionBySms()
    for (const [act, params] of [
      ['change-password', {}],
      ['change-number', { number: '+4915123456756' }],
      ['remove-number', { number: number.id }],
      ['remove-device', { device: ana.phone.id }],
      ['add-address', { address: 'a@example.org' }],
    ] as const)
      expect(await confirmBySms(act, params), act).not.toContain('sms')
  })

  it('SI-14 the login history names it', async () => {
    await sessionBySms()
    const full = await signInAs(app, ana, app.browser({ ip: '198.51.100.30' }))
    expect((await full.get('/api/account/history')).text).toContain('"method":"sms"')
  })
})
