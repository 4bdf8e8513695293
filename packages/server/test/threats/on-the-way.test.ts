import type { PhonePrompt } from '@sparekey/protocol/phone'
import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { scanWith } from '../../src/features/pairings/testing/pair.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { createLog } from '../../src/kernel/log.ts'
import { newKeyPair } from '../../src/kernel/p256.ts'
import { makePairingPhone, seededRandom } from '../../src/testing/index.ts'
import { answerTo, confirmAct, makePerson, signInAs, waitingPrompts } from '../../src/testing/whole.ts'
import { begin, code, finish, half, openWorld, phoneToken, viewOf, type World } from '../regressions/world.ts'

// What goes over wires and through other people's machines: cookies, pushes, signatures, and text that somebody else wrote.

let world: World

beforeEach(async () => {
  world = await openWorld()
  await makePerson(world.app.core, { login: 'ada', role: 'admin' })
})
afterEach(() => world.app.close())

describe('cookies', () => {
  it('X-16 each of them is for this host alone, over https alone, for no script and for no other site', async () => {
    const { app, ana } = world
    const browser = app.browser()
    const lines: string[] = []
    const keep = (answer: { headers: Record<string, unknown> }) => lines.push(...([answer.headers['set-cookie'] ?? []].flat() as string[]))
    keep(await begin(browser, ana.login))
    const [prompt] = await waitingPrompts(app, ana.phone)
    const matchCode = (await viewOf(browser)).phone?.prompt?.matchCode ?? ''
    if (prompt) await browser.post(`/api/phone/prompts/${prompt.id}/answer`, answerTo(ana.phone, prompt, 'confirm', matchCode))
    keep(await finish(browser))
    const asking = app.browser({ ip: '203.0.113.8' })
    keep(await begin(asking, ana.login))
    keep(await asking.post('/api/sign-in/request', { message: '', shared: false }))
    keep(await browser.post('/api/session/log-out'))
    const names = new Set(lines.map((line) => line.split('=')[0]))
    for (const name of ['__Host-session', '__Host-sign-in', '__Host-browser', '__Host-request']) expect(names).toContain(name)
    for (const line of lines) expect(line).toMatch(/^__Host-[a-z-]+=[\w.-]*; Path=\/; HttpOnly; SameSite=Lax; Secure(; Max-Age=\d+)?$/)
    const session = lines.find((line) => line.startsWith('__Host-session=') && !line.startsWith('__Host-session=;')) ?? ''
    expect(session.split('=')[1]).toMatch(/^[\w-]{43};/)
    // It ends with the browser, and by the service's clock in any case.
    expect(session).not.toContain('Max-Age')
  })
})

describe('what a phone signs and is sent', () => {
  it('X-02 a phone that was led to another site signs that site’s address, and is refused', async () => {
    const { app, ana } = world
    const browser = await half(app, ana)
    const [prompt] = await waitingPrompts(app, ana.phone)
    const matchCode = (await viewOf(browser)).phone?.prompt?.matchCode ?? ''
    const right = answerTo(ana.phone, prompt as PhonePrompt, 'confirm', matchCode)
    const { id, subject, purpose, act, params } = prompt as PhonePrompt
    const signed = {
      device: ana.phone.id,
      account: ana.id,
      prompt: id,
      subject,
      purpose,
      act,
      params,
      matchCode,
      decision: 'confirm' as const,
      at: right.at,
    }
    for (const origin of ['https://login.example.org.evil.example', 'http://login.example.org', 'https://evil.example']) {
      const signature = ana.phone.sign(decisionBytes({ ...signed, origin }))
      expect(code(await browser.post(`/api/phone/prompts/${id}/answer`, { ...right, signature })), origin).toBe('signature_invalid')
    }
    expect((await browser.post(`/api/phone/prompts/${id}/answer`, right)).status).toBe(200)
  })

  it('X-02 who got in through another machine is told to the owner, with its browser and address', async () => {
    const { app, ana } = world
    await signInAs(app, ana, app.browser({ ip: '198.51.100.99' }))
    const { text } = await app.mailTo(ana.email)
    expect(text).toContain('198.51.100.99')
    expect(text).toContain('Chrome')
  })

  it('X-14 a push names nobody and says nothing but that something waits', async () => {
    const { app, ana } = world
    const token = await phoneToken(app, ana.phone)
    const keys = { p256dh: newKeyPair(seededRandom('phone')).publicKey, auth: 'AAAAAAAAAAAAAAAAAAAAAA' }
    const given = { endpoint: 'https://push.example.net/x', ...keys }
    expect((await app.browser().request('PUT', '/api/phone/push', given, { authorization: `Bearer ${token}` })).status).toBe(200)
    await half(app, ana)
    await app.deliver()
    const sent = JSON.stringify(app.pushes.map((one) => one.payload))
    expect(app.pushes.length).toBeGreaterThan(0)
    for (const secret of [ana.login, 'Ana', ana.email, '203.0.113.7', 'Chrome', ana.id]) expect(sent).not.toContain(secret)
  })
})

/** Text that would write into a log, a terminal, a mail's head, a page or a table. */
const hostile = [
  'Ana\r\nBcc: eve@evil.example',
  'Ana\nX-Injected: yes',
  'Ana\u2028second line\u2029third',
  'Ana\u001b[2J\u001b[31mred',
  'Ana\u0000end',
  'Ana\u0007\u0008\u009b31m',
  'Ana\u202e gnp.exe\u2066',
  'Ana\u200b\u200e\ufeff',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("https://evil.example")',
  '{{7*7}} $(id) %n%s',
]
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

describe('text that somebody else wrote', () => {
  it('X-26 of a phone’s name one line of visible text is kept', async () => {
    const { app, ana } = world
    const browser = await signInAs(app, ana)
    for (const name of hostile) {
      app.core.clock.advance(minutes(3))
      await confirmAct(app, browser, ana, 'add-device')
      const begun = await browser.post('/api/pairings')
      await scanWith(app, begun.body, makePairingPhone(name.slice(0, 60), name.slice(0, 60)))
    }
    const rows = await app.core.db.selectFrom('device').select(['name', 'system']).execute()
    expect(rows.length).toBeGreaterThan(8)
    for (const row of rows) for (const text of Object.values(row)) expect(text).not.toMatch(unseen)
  })

  it('X-26 of a browser’s name only known words are kept, in the history, the notices and the mails', async () => {
    const { app, ana } = world
    for (const [n, agent] of hostile.entries()) {
      const browser = app.browser({ ip: `203.0.113.${n + 20}`, agent })
      await browser.post('/api/sign-in', { login: ana.login, password: 'wrong' })
      await begin(browser, ana.login)
    }
    const { db } = app.core
    const agents = [
      ...(await db.selectFrom('login_event').select('agent').execute()),
      ...(await db.selectFrom('sign_in').select('agent').execute()),
    ]
    expect(agents.length).toBeGreaterThan(hostile.length)
    for (const { agent } of agents) expect(agent).toMatch(/^[\w .+-]+$/)
  })

  it('X-26 of a request’s message lines stay lines, and nothing else that is not seen', async () => {
    const { app, ana } = world
    const browser = await half(app, ana)
    await browser.post('/api/sign-in/request', { message: hostile.join(' '), shared: false })
    const { message } = await app.core.db.selectFrom('recovery_request').select('message').executeTakeFirstOrThrow()
    expect(message.replaceAll('\n', '')).not.toMatch(unseen)
    await app.deliver()
    for (const mail of app.mails) {
      expect(mail.subject).not.toMatch(unseen)
      expect(mail.text.replaceAll('\n', '')).not.toMatch(unseen)
    }
  })

  it('X-26 a line of the log stays one line of JSON, whatever is in it', () => {
    for (const text of hostile) {
      const written: string[] = []
      const log = createLog('info', { write: (line: string) => void written.push(line) })
      log.warn('Something odd', { kind: text, route: text, code: text })
      log.error('Something failed', { error: Object.assign(new Error(text), { name: text, code: text }) })
      expect(written).toHaveLength(2)
      for (const line of written) {
        expect(line.trimEnd()).not.toMatch(/\p{Cc}/u)
        expect(() => JSON.parse(line)).not.toThrow()
      }
    }
  })

  it('X-26 a login that is no login leaves no text of its own in the record or the log', async () => {
    const { app } = world
    const rowsBefore = (await app.core.db.selectFrom('audit').select('id').execute()).length
    for (const [n, login] of hostile.entries())
      await app.browser({ ip: `203.0.113.${n + 40}` }).post('/api/sign-in', { login, password: 'wrong' })
    expect(await app.core.db.selectFrom('audit').select('id').execute()).toHaveLength(rowsBefore)
    expect(JSON.stringify(app.core.log.lines)).not.toMatch(/script|HYPERLINK|Bcc/)
  })
})
