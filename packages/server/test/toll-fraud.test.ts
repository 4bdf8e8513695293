import type { SignInView } from '@sparekey/protocol/sign-in'
import type { SmsUse } from '@sparekey/protocol/sms'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashPassword } from '../src/features/passwords/index.ts'
import { sendRequestIn } from '../src/features/recovery-requests/testing/waiting.ts'
import { hours, minutes } from '../src/kernel/clock.ts'
import { makeAccountRow, makeNumberRow, testSms } from '../src/testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestPerson, testPassword } from '../src/testing/whole.ts'

// somebody with many accounts, many networks and numbers of their own makes the service send texts, for the fee.

let app: TestApp
let admin: TestPerson
beforeEach(async () => {
  app = await buildTestApp({ config: { sms: { ...testSms, perDay: 200 } } })
  admin = await makePerson(app.core, { login: 'root', role: 'admin' })
})
afterEach(() => app.close())

interface Bought {
  id: string
  login: string
}

/** @param numbers the number of each of them */
async function buyAccounts(numbers: readonly string[]): Promise<Bought[]> {
  const password_hash = await hashPassword(app.core, testPassword)
  const bought: Bought[] = []
  for (const [nth, number] of numbers.entries()) {
    const one = await makeAccountRow(app.core, { login: `bought${nth}`, password_hash, two_factor_since: 1 })
    await makeNumberRow(app.core, one.id, { number })
    bought.push(one)
  }
  return bought
}
/** Each asks from a network of its own. @returns how many were sent a code */
async function askAll(people: readonly Bought[], salt = 0): Promise<number> {
  let sent = 0
  for (const [nth, one] of people.entries()) {
    const browser = app.browser({ ip: `198.${18 + salt}.${Math.floor(nth / 200)}.${nth % 200}` })
    await browser.post('/api/sign-in', { login: one.login, password: testPassword })
    if ((await browser.post('/api/sign-in/start', { method: 'sms' })).status === 200) sent += 1
  }
  return sent
}
const delivered = async (): Promise<number> => {
  await app.deliver()
  return app.texts.length
}
const padded = (value: number, length: number): string => String(value).padStart(length, '0')

describe('X-04 toll fraud', () => {
  it('H-42 1,000 starts over 200 accounts of one range: no more than the range may have, and every other way in is open', async () => {
    const people = await buyAccounts(Array.from({ length: 200 }, (_, nth) => `+491519880${padded(nth, 4)}`))
    let sent = 0
    for (let round = 0; round < 5; round++) {
      sent += await askAll(people, round)
      app.core.clock.advance(minutes(11))
    }
    expect(sent).toBe(20)
    expect(await delivered()).toBe(20)
    const notices = await app.core.db.selectFrom('notice').select('account_id').where('kind', '=', 'sms-limit-reached').execute()
    expect(notices).toEqual([{ account_id: admin.id }])
    // A colleague whose number stands among them.
    const last = await makePerson(app.core, { login: 'colleague' })
    await makeNumberRow(app.core, last.id, { number: '+4915198809999' })
    const browser = app.browser()
    await browser.post('/api/sign-in', { login: last.login, password: testPassword })
    const over = await browser.post('/api/sign-in/start', { method: 'sms' })
    expect(over).toMatchObject({ status: 429, body: { code: 'sms_limit', retryAt: expect.any(Number) } })
    const view = (await browser.get('/api/sign-in')).body as SignInView
    expect(view.methods?.map(({ kind }) => kind)).toContain('recovery-code')
    await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: last.codes[0] })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
  })

  it('many ranges end at the budget; the owner of an account is still told of a request; the console says for whom it was', async () => {
    const people = await buyAccounts(Array.from({ length: 230 }, (_, nth) => `+49151${padded(2_000_0000 + nth * 20_011, 8)}`))
    expect(await askAll(people)).toBe(200)
    const ana = await makePerson(app.core, { login: 'ana' })
    const { number } = await makeNumberRow(app.core, ana.id)
    await sendRequestIn(app.browser({ ip: '203.0.113.66' }), ana)
    await app.deliver()
    expect(app.texts.at(-1)).toMatchObject({ to: number, text: expect.stringContaining('/link/stop#') })
    const console = await signInAs(app, admin, app.browser({ ip: '203.0.113.67' }))
    const use = (await console.get('/api/console/sms')).body as SmsUse
    expect(use).toMatchObject({ on: true, sent: 201, perDay: 200, fullUntil: app.core.clock.now() + hours(24) })
    expect(use.askers).toHaveLength(5)
    expect(use.askers[0]).toMatchObject({ texts: 1, networks: 1 })
  })

  it('requests that are sent and withdrawn again and again send four texts a day, and the last one says that it is the last', async () => {
    const ana = await makePerson(app.core, { login: 'ana' })
    await makeNumberRow(app.core, ana.id)
    // A browser that is known always has its own place.
    const known = await signInAs(app, ana, app.browser({ ip: '203.0.113.68' }))
    await known.post('/api/session/log-out')
    for (let round = 0; round < 8; round++) {
      await sendRequestIn(known, ana)
      await known.post('/api/sign-in/request/withdraw')
      app.core.clock.advance(minutes(5))
    }
    expect(await delivered()).toBe(4)
    expect(app.texts.map(({ text }) => text.includes('Further requests today are not told by SMS'))).toEqual([false, false, false, true])
  })

  it('who uses how much is for administrators alone', async () => {
    const member = await signInAs(app, await makePerson(app.core))
    expect((await member.get('/api/console/sms')).body).toMatchObject({ code: 'role_too_low' })
  })
})
