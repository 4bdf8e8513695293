import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makePairingPhone, type Opened } from '../../testing/index.ts'
import { awayBrowser, codeOfRefusal as code, openPairingWorld, type PairingWorld, scanWith, tokenIn } from './testing/pair.ts'

let app: PairingWorld['app']
let begin: PairingWorld['begin']
let look: PairingWorld['look']

beforeEach(async () => {
  ;({ app, begin, look } = await openPairingWorld())
})
afterEach(() => app.close())

describe('the code is typed by hand', () => {
  const open = (typed: unknown, ip?: string) => awayBrowser(app, ip).post('/api/phone/pairings/open', { code: typed })

  it('TD-2 it pairs like the QR, in any letter case, with or without dashes', async () => {
    const view = await begin()
    const typed = (view.code ?? '').toLowerCase().replaceAll('-', ' ').replace('0', 'o')
    const opened = await open(typed)
    expect(opened.status).toBe(200)
    const secret = (view.code ?? '').replaceAll('-', '').slice(4)
    const phone = makePairingPhone()
    const scanned = await awayBrowser(app).post('/api/phone/pairings/scan', phone.scan(opened.body as Opened, secret))
    expect(scanned.status).toBe(200)
    const { proof, checkNumber } = phone.expects(opened.body as Opened, secret)
    expect(scanned.body).toMatchObject({ proof, checkNumber })
  })

  it('TD-2 five wrong ones end the code; the computer no longer shows it, and the QR goes on', async () => {
    const view = await begin()
    const codeId = (view.code ?? '').slice(0, 4)
    for (let n = 0; n < 5; n++) expect(code(await open(`${codeId}-0000-000${n}`))).toBe('pairing_code_wrong')
    expect(code(await open(view.code))).toBe('pairing_over')
    const shown = await look(view.id)
    expect(shown.code).toBeUndefined()
    expect(shown.url).toBe(view.url)
    expect((await scanWith(app, view)).answer.status).toBe(200)
  })

  it('a right code uses up no try, so mistyping before it does no harm', async () => {
    const view = await begin()
    const codeId = (view.code ?? '').slice(0, 4)
    for (let n = 0; n < 4; n++) await open(`${codeId}-0000-000${n}`)
    for (let n = 0; n < 3; n++) expect((await open(view.code)).status).toBe(200)
    const opened = (await open(view.code)).body as Opened
    const secret = (view.code ?? '').replaceAll('-', '').slice(4)
    expect((await awayBrowser(app).post('/api/phone/pairings/scan', makePairingPhone().scan(opened, secret))).status).toBe(200)
  })

  it('proofs made from guessed codes share the five tries', async () => {
    const view = await begin()
    const opened = (await awayBrowser(app).post('/api/phone/pairings/open', { token: tokenIn(view) })).body as Opened
    for (let n = 0; n < 5; n++) {
      const guess = makePairingPhone().scan(opened, `0000000${n}`)
      expect(code(await awayBrowser(app).post('/api/phone/pairings/scan', guess))).toBe('pairing_code_wrong')
    }
    const right = makePairingPhone().scan(opened, (view.code ?? '').replaceAll('-', '').slice(4))
    expect(code(await awayBrowser(app).post('/api/phone/pairings/scan', right))).toBe('pairing_code_wrong')
  })

  it('codes cannot be searched for from one network; an IPv6 /64 is one', async () => {
    let answer = await open('ZZZZ-ZZZZ-ZZZZ')
    for (let n = 0; n < 70; n++) answer = await open('ZZZZ-ZZZZ-ZZZZ', `2001:db8:1:2::${(n + 1).toString(16)}`)
    expect(answer.status).toBe(429)
    expect((answer.body as { retryAt: number }).retryAt).toBeGreaterThan(app.core.clock.now())
    expect(code(await open('ZZZZ-ZZZZ-ZZZZ', '2001:db8:1:3::1'))).toBe('pairing_code_wrong')
  })

  it.each(['', 'ABCD', '\u0000\u0000', 'ABCD-EFGH-JKM', 'x'.repeat(40)])('what is no code is told so: %j', async (typed) => {
    const answer = await open(typed)
    expect([400, 404]).toContain(answer.status)
  })
})
