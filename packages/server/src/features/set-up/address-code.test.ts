import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes, seconds } from '../../kernel/clock.ts'
import { makeEmailRow } from '../../testing/index.ts'
import { buildTestApp, type TestApp, type TestBrowser } from '../../testing/whole.ts'
import { mailedCode, makeNewcomer, type Newcomer, passwordSession, setUpOf } from './testing/set-up.ts'

let app: TestApp
let ana: Newcomer
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makeNewcomer(app, { login: 'ana.silva', name: 'Ana Silva' })
  browser = await passwordSession(app, ana)
})
afterEach(() => app.close())

const send = () => browser.post('/api/set-up/address')
const check = (typed: string, from = browser) => from.post('/api/set-up/address/check', { code: typed })
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code
const wrongOf = (right: string) => String((Number(right) + 1) % 1_000_000).padStart(6, '0')
const codeMails = async () => {
  await app.deliver()
  return app.mails.filter(({ subject }) => subject.includes('code for your set-up'))
}

describe('the code of the first set-up', () => {
  it('TD-9 goes to the address, says what it is for, and is typed in any form', async () => {
    const sent = await send()
    expect(sent.status).toBe(200)
    expect(sent.body).toMatchObject({ step: 'address', codeSent: true, againAt: app.core.clock.now() + seconds(60) })
    expect((sent.body as { address: string }).address).toMatch(/^.…@example\.org$/)
    const mail = await app.mailTo(ana.email)
    expect(mail.text).toContain('Chrome on Windows, IP address 203.0.113.7')
    const digits = await mailedCode(app, ana.email)
    expect((await check(` ${digits.slice(0, 3)} - ${digits.slice(3)} `)).body).toMatchObject({ step: 'phone' })
  })

  it('TD-9 goes to every address that is proved and in use, and to no other', async () => {
    const second = await makeEmailRow(app.core, ana.id, { address: 'ana@second.example' })
    await makeEmailRow(app.core, ana.id, { address: 'ana@unproved.example', verified_at: null })
    await makeEmailRow(app.core, ana.id, { address: 'ana@held.example', held_at: 1 })
    await makeEmailRow(app.core, ana.id, { address: 'ana@old.example', replaced_at: 1 })
    expect(((await send()).body as { address: string }).address).toContain('a…@second.example')
    expect((await codeMails()).map(({ to }) => to).sort()).toEqual([ana.email, second.address].sort())
  })

  it('is in no column and no log, and another set-up takes it for nothing', async () => {
    await send()
    const digits = await mailedCode(app, ana.email)
    expect(JSON.stringify(await app.core.db.selectFrom('set_up').selectAll().execute())).not.toContain(digits)
    expect(JSON.stringify(app.core.log.lines)).not.toContain(digits)
    const bob = await makeNewcomer(app, { login: 'bob' })
    const bobs = await passwordSession(app, bob, app.browser())
    await bobs.post('/api/set-up/address')
    expect(await mailedCode(app, bob.email)).not.toBe(digits)
    expect(code(await check(digits, bobs))).toBe('code_not_accepted')
  })

  it('TD-9 is good for ten minutes', async () => {
    await send()
    const digits = await mailedCode(app, ana.email)
    app.core.clock.advance(minutes(10))
    expect(code(await check(digits))).toBe('code_not_accepted')
    expect((await setUpOf(browser)).codeSent).toBe(false)
  })

  it('TD-9 five wrong answers end it, and then the right one is none', async () => {
    await send()
    const digits = await mailedCode(app, ana.email)
    for (let n = 0; n < 5; n++) expect(code(await check(wrongOf(digits)))).toBe('code_not_accepted')
    const over = await check(digits)
    expect(over.status).toBe(429)
    expect(over.body).toMatchObject({ code: 'too_many_attempts', retryAt: app.core.clock.now() + minutes(10) })
  })

  it('N-15 a resend sends the same code and makes no new tries', async () => {
    await send()
    const digits = await mailedCode(app, ana.email)
    for (let n = 0; n < 3; n++) await check(wrongOf(digits))
    app.core.clock.advance(seconds(60))
    expect((await send()).status).toBe(200)
    expect(await codeMails()).toHaveLength(2)
    expect(await mailedCode(app, ana.email)).toBe(digits)
    for (let n = 0; n < 2; n++) await check(wrongOf(digits))
    expect((await check(digits)).status).toBe(429)
    app.core.clock.advance(seconds(60))
    expect((await send()).status).toBe(429)
  })

  it('goes out once a minute, however often the button is pressed', async () => {
    await send()
    app.core.clock.advance(seconds(59))
    const again = await send()
    expect(again.body).toMatchObject({ code: 'too_many_attempts', retryAt: app.core.clock.now() + seconds(1) })
    expect(await codeMails()).toHaveLength(1)
    app.core.clock.advance(seconds(1))
    await Promise.all([send(), send(), send()])
    expect(await codeMails()).toHaveLength(2)
  })

  it('after it expired a new one is another, and they become rare: guessing gets nowhere', async () => {
    await send()
    const first = await mailedCode(app, ana.email)
    app.core.clock.advance(minutes(11))
    await send()
    expect(await mailedCode(app, ana.email)).not.toBe(first)
    let sent = 2
    for (let n = 0; n < 60; n++) {
      app.core.clock.advance(minutes(11))
      // Another browser has no codes of its own.
      browser = await passwordSession(app, ana, app.browser({ ip: `198.51.100.${n}` }))
      if ((await send()).status === 200) sent += 1
    }
    // Eleven hours: at most some ten codes with five tries each, of a million.
    expect(sent).toBeLessThanOrEqual(12)
  })

  it.each(['', ' ', '12345', '1234567', 'abcdef', '１２３４５', '+12345', '1e5', '\u0000'])(
    'what is no code counts nothing: %j',
    async (typed) => {
      await send()
      const digits = await mailedCode(app, ana.email)
      for (let n = 0; n < 7; n++) expect([400, 422]).toContain((await check(typed)).status)
      expect((await check(digits)).status).toBe(200)
    },
  )

  it('before one was sent nothing is right', async () => {
    expect(code(await check('000000'))).toBe('code_not_accepted')
  })

  it('parallel wrong answers are counted one by one', async () => {
    await send()
    const digits = await mailedCode(app, ana.email)
    const answers = await Promise.all(Array.from({ length: 20 }, () => check(wrongOf(digits))))
    expect(answers.filter((answer) => code(answer) === 'code_not_accepted')).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })
})
