import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes } from '../../kernel/clock.ts'
import { makePairingPhone, type Opened, strangeProof } from '../../testing/index.ts'
import { awayBrowser, codeOfRefusal as code, meOf, openPairingWorld, type PairingWorld, scanWith, tokenIn } from './testing/pair.ts'

let app: PairingWorld['app']
let ana: PairingWorld['ana']
let browser: PairingWorld['browser']
let begin: PairingWorld['begin']
let look: PairingWorld['look']
let device: PairingWorld['device']

beforeEach(async () => {
  ;({ app, ana, browser, begin, look, device } = await openPairingWorld())
})
afterEach(() => app.close())

describe('the phone scans', () => {
  it('TD-2 both screens show the same number, and only "This is my phone" makes it trusted', async () => {
    const view = await begin()
    const { phone, token, opened, answer } = await scanWith(app, view)
    const scanned = answer.body as { device: string; proof: string; checkNumber: string }
    const expected = phone.expects(opened, token)
    expect(scanned.proof).toBe(expected.proof)
    expect(scanned.checkNumber).toBe(expected.checkNumber)
    const shown = await look(view.id)
    expect(shown.state).toBe('scanned')
    expect(shown.phone).toEqual({ name: 'Ada’s phone', system: 'Android', checkNumber: expected.checkNumber })
    expect(shown.url).toBeUndefined()
    expect(shown.code).toBeUndefined()
    expect((await device(scanned.device)).state).toBe('scanned')
    const before = (await meOf(app, phone, scanned.device)).body as { state: string; account?: object }
    expect(before.state).toBe('scanned')
    expect(before.account).toBeUndefined()

    expect((await browser.post(`/api/pairings/${view.id}/confirm`)).status).toBe(200)
    expect((await device(scanned.device)).state).toBe('trusted')
    expect((await meOf(app, phone, scanned.device)).body).toMatchObject({ state: 'trusted', account: { id: ana.id, login: 'ana.silva' } })
    expect((await look(view.id)).state).toBe('confirmed')
  })

  it('TD-2 the token signs nobody in: scanning sets no cookie and opens no session', async () => {
    const view = await begin()
    const { answer } = await scanWith(app, view)
    expect(answer.headers['set-cookie']).toBeUndefined()
  })

  it('VC-3 the key of the verification code is agreed, kept sealed, and in no answer', async () => {
    const view = await begin()
    const { phone, token, opened, answer } = await scanWith(app, view)
    const { otp } = phone.expects(opened, token)
    const { device: id } = answer.body as { device: string }
    const { otp_sealed: sealed } = await device(id)
    expect(sealed).not.toContain(otp)
    expect(app.core.secrets.open({ table: 'device', column: 'otp_sealed', row: id }, sealed)).toBe(otp)
    expect(() => app.core.secrets.open({ table: 'device', column: 'otp_sealed', row: ana.phone.id }, sealed)).toThrow()
    expect(answer.text).not.toContain(otp)
  })

  it('TD-2 a second phone is told "Already used", with the token and with the code', async () => {
    const view = await begin()
    await scanWith(app, view)
    const second = await scanWith(app, view)
    expect(second.answer.status).toBe(409)
    expect(code(second.answer)).toBe('pairing_used')
    expect(code(await awayBrowser(app).post('/api/phone/pairings/open', { code: view.code }))).toBe('pairing_used')
  })

  it('TD-2 the second of two phones that both opened it is told "Already used"', async () => {
    const view = await begin()
    const token = tokenIn(view)
    const away = awayBrowser(app)
    const opened = (await away.post('/api/phone/pairings/open', { token })).body as Opened
    const [one, two] = [makePairingPhone('one'), makePairingPhone('two')]
    expect((await away.post('/api/phone/pairings/scan', one.scan(opened, token))).status).toBe(200)
    expect(code(await away.post('/api/phone/pairings/scan', two.scan(opened, token)))).toBe('pairing_used')
    expect((await look(view.id)).phone?.name).toBe('one')
  })

  it('the same phone that lost the answer gets it again, and nobody else does', async () => {
    const view = await begin()
    const { phone, token, opened, answer } = await scanWith(app, view)
    const body = phone.scan(opened, token)
    const again = await awayBrowser(app).post('/api/phone/pairings/scan', body)
    expect(again.status).toBe(200)
    expect(again.body).toEqual(answer.body)
    expect(code(await awayBrowser(app).post('/api/phone/pairings/scan', { ...body, proof: strangeProof() }))).toBe('pairing_used')
    const other = { ...makePairingPhone().scan(opened, token), signKey: phone.signKey }
    expect(code(await awayBrowser(app).post('/api/phone/pairings/scan', other))).toBe('pairing_used')
  })

  it('TD-2 five minutes, for the token and for the code', async () => {
    const view = await begin()
    app.core.clock.advance(minutes(5))
    expect(code((await scanWith(app, view)).answer)).toBe('pairing_over')
    expect(code(await awayBrowser(app).post('/api/phone/pairings/open', { code: view.code }))).toBe('pairing_code_wrong')
    expect((await look(view.id)).state).toBe('ended')
    expect((await look(view.id)).url).toBeUndefined()
  })

  it('TD-2 one that was opened in time and scanned too late is over', async () => {
    const view = await begin()
    const token = tokenIn(view)
    const opened = (await awayBrowser(app).post('/api/phone/pairings/open', { token })).body as Opened
    app.core.clock.advance(minutes(5))
    expect(code(await awayBrowser(app).post('/api/phone/pairings/scan', makePairingPhone().scan(opened, token)))).toBe('pairing_over')
  })

  it('a proof that does not fit wins nothing, however often it is tried', async () => {
    const view = await begin()
    const token = tokenIn(view)
    const away = awayBrowser(app)
    const opened = (await away.post('/api/phone/pairings/open', { token })).body as Opened
    for (let n = 0; n < 8; n++) {
      const wrong = await away.post('/api/phone/pairings/scan', { ...makePairingPhone().scan(opened, token), proof: strangeProof() })
      expect(code(wrong)).toBe('pairing_code_wrong')
    }
    // Tries at the code do not take the QR away.
    expect((await scanWith(app, view)).answer.status).toBe(200)
  })

  it('keys that are no points, or belong to another phone, are refused', async () => {
    const view = await begin()
    const token = tokenIn(view)
    const away = awayBrowser(app)
    const opened = (await away.post('/api/phone/pairings/open', { token })).body as Opened
    const good = makePairingPhone().scan(opened, token)
    const offCurve = Buffer.from(good.agreeKey, 'base64url')
    offCurve[10] = (offCurve[10] ?? 0) ^ 1
    for (const body of [
      { ...good, agreeKey: offCurve.toString('base64url') },
      { ...good, signKey: offCurve.toString('base64url') },
      { ...good, signKey: 'A'.repeat(87) },
      { ...good, name: '\u202e\u0000 ' },
    ]) {
      expect((await away.post('/api/phone/pairings/scan', body)).status).toBe(400)
    }
    const taken = makePairingPhone()
    const stolen = { ...taken, signKey: ana.phone.signKey }
    expect((await away.post('/api/phone/pairings/scan', { ...stolen.scan(opened, token), signKey: ana.phone.signKey })).status).not.toBe(
      200,
    )
    expect((await look(view.id)).state).toBe('open')
  })

  it('names from a phone cannot write into the page', async () => {
    const view = await begin()
    await scanWith(app, view, makePairingPhone('  My\u202e\n\tphone \u0007', 'Linux'))
    expect((await look(view.id)).phone?.name).toBe('My phone')
  })
})
