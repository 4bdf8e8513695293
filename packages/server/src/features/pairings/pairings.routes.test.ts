import type { PairingView } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes } from '../../kernel/clock.ts'
import { makePairingPhone, type Opened, strangeProof } from '../../testing/index.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { awayBrowser, meOf, pairPhone, scanWith, tokenIn } from './testing/pair.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

/** A pairing that Ana has the right to. */
async function begin(): Promise<PairingView> {
  await confirmAct(app, browser, ana, 'add-device')
  const begun = await browser.post('/api/pairings')
  expect(begun.status).toBe(200)
  return begun.body
}
const look = async (id: string): Promise<PairingView> => (await browser.get(`/api/pairings/${id}`)).body
const device = (id: string) => app.core.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code

describe('the computer shows a QR and a code', () => {
  it('TD-2 the QR holds the address and a token of 128 bits in its fragment, and a refresh shows the same', async () => {
    const view = await begin()
    expect(view.url).toMatch(/^https:\/\/login\.example\.org\/app\/#pair\.[\w-]{22}$/)
    expect(view.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/)
    expect(view.expiresAt - view.now).toBe(minutes(5))
    expect(await look(view.id)).toEqual(view)
  })

  it('TD-2 neither the token nor the code is in the database', async () => {
    const view = await begin()
    const row = JSON.stringify(await app.core.db.selectFrom('pairing').selectAll().execute())
    expect(row).not.toContain(tokenIn(view))
    expect(row).not.toContain(view.code?.replaceAll('-', '').slice(4))
  })

  it('TD-4 adding a phone needs a fresh confirmation of just that', async () => {
    const refused = await browser.post('/api/pairings')
    expect(refused.status).toBe(403)
    expect(refused.body).toMatchObject({ code: 'confirmation_needed', detail: { act: 'add-device', params: '{}' } })
    await confirmAct(app, browser, ana, 'create-codes')
    expect((await browser.post('/api/pairings')).status).toBe(403)
  })

  it('a new QR for the same act needs no second confirmation, ends the older one, and not for ever', async () => {
    const first = await begin()
    app.core.clock.advance(minutes(6))
    const second = (await browser.post('/api/pairings')).body as PairingView
    expect(second.url).not.toBe(first.url)
    expect((await look(first.id)).state).toBe('ended')
    app.core.clock.advance(minutes(6))
    expect((await browser.post('/api/pairings')).status).toBe(200)
    app.core.clock.advance(minutes(6))
    expect(code(await browser.post('/api/pairings'))).toBe('confirmation_needed')
  })

  it('a confirmation that a phone has used makes no second pairing', async () => {
    const view = await begin()
    await scanWith(app, view)
    expect(code(await browser.post('/api/pairings'))).toBe('confirmation_needed')
  })

  it('TD-4 a sixth phone is refused before anything is asked', async () => {
    for (let n = 1; n < 5; n++) {
      await confirmAct(app, browser, ana, 'add-device')
      await pairPhone(app, browser)
    }
    const refused = await browser.post('/api/pairings')
    expect(refused.status).toBe(409)
    expect(code(refused)).toBe('too_many_devices')
  })

  it('nobody else sees a pairing, ends it or presses its button, in the same account neither', async () => {
    const view = await begin()
    await scanWith(app, view)
    const eve = await makePerson(app.core, { login: 'eve' })
    const others = [await signInAs(app, eve), await signInAs(app, ana, app.browser({ ip: '192.0.2.44' }))]
    for (const other of others) {
      expect((await other.get(`/api/pairings/${view.id}`)).status).toBe(404)
      expect((await other.get(`/api/pairings/${view.id}/events`)).status).toBe(404)
      expect((await other.post(`/api/pairings/${view.id}/confirm`)).status).toBe(404)
      expect((await other.post(`/api/pairings/${view.id}/reject`)).status).toBe(404)
    }
    expect((await app.browser().get(`/api/pairings/${view.id}`)).status).toBe(401)
    expect((await look(view.id)).state).toBe('scanned')
  })
})

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

describe('the person at the computer decides', () => {
  it('TD-2 "Not my phone" ends it: the phone is nothing to the account', async () => {
    const view = await begin()
    const { phone, answer } = await scanWith(app, view)
    const { device: id } = answer.body as { device: string }
    expect((await browser.post(`/api/pairings/${view.id}/reject`)).status).toBe(200)
    expect((await device(id)).state).toBe('removed')
    expect((await device(id)).otp_sealed).toBe('')
    expect(code(await meOf(app, phone, id))).toBe('device_unknown')
    expect(code(await browser.post(`/api/pairings/${view.id}/confirm`))).toBe('pairing_over')
    expect((await look(view.id)).state).toBe('ended')
  })

  it('nothing can be confirmed that nobody scanned, twice, or after its time', async () => {
    const open = await begin()
    expect(code(await browser.post(`/api/pairings/${open.id}/confirm`))).toBe('pairing_over')
    const { phone, answer } = await scanWith(app, open)
    const { device: id } = answer.body as { device: string }
    app.core.clock.advance(minutes(5))
    expect((await meOf(app, phone, id)).status).toBe(401)
    expect(code(await browser.post(`/api/pairings/${open.id}/confirm`))).toBe('pairing_over')
    expect((await device(id)).state).toBe('scanned')

    const other = await begin()
    await scanWith(app, other)
    expect((await browser.post(`/api/pairings/${other.id}/confirm`)).status).toBe(200)
    expect(code(await browser.post(`/api/pairings/${other.id}/confirm`))).toBe('pairing_over')
    expect(code(await browser.post(`/api/pairings/${other.id}/reject`))).toBe('pairing_over')
  })

  it('comparing the numbers has its own five minutes', async () => {
    const view = await begin()
    app.core.clock.advance(minutes(4))
    await scanWith(app, view)
    app.core.clock.advance(minutes(4))
    expect((await browser.post(`/api/pairings/${view.id}/confirm`)).status).toBe(200)
  })

  it('a session that ended confirms nothing, and its pairing ends with it', async () => {
    const view = await begin()
    const { answer } = await scanWith(app, view)
    const elsewhere = await signInAs(app, ana, app.browser({ ip: '192.0.2.44' }))
    expect((await elsewhere.post('/api/session/log-out-everywhere')).status).toBe(200)
    expect((await browser.post(`/api/pairings/${view.id}/confirm`)).status).toBe(401)
    expect((await device((answer.body as { device: string }).device)).state).toBe('removed')
  })

  it('TD-4 a new phone is told to the owner and is in the record', async () => {
    await confirmAct(app, browser, ana, 'add-device')
    await pairPhone(app, browser)
    const mail = await app.mailTo(ana.email)
    expect(mail.subject).toContain('A phone was added')
    expect(mail.text).toContain('Ada’s phone')
    const acts = await app.core.db.selectFrom('audit').select('act').where('account_id', '=', ana.id).execute()
    expect(acts.map(({ act }) => act)).toEqual(expect.arrayContaining(['pairing_begun', 'pairing_scanned', 'device_added']))
  })
})

describe('"Change": a new phone in place of an old one', () => {
  const change = (replaces: string) => browser.post('/api/pairings', { replaces })

  it('TD-4 the old phone leaves in the moment the new one is trusted, and not before', async () => {
    await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
    const view = (await change(ana.phone.id)).body as PairingView
    const { answer } = await scanWith(app, view)
    expect((await device(ana.phone.id)).state).toBe('trusted')
    expect((await browser.post(`/api/pairings/${view.id}/confirm`)).status).toBe(200)
    expect((await device(ana.phone.id)).state).toBe('removed')
    expect((await device(ana.phone.id)).otp_sealed).toBe('')
    expect((await device((answer.body as { device: string }).device)).state).toBe('trusted')
    expect((await app.mailTo(ana.email)).text).toContain('instead of Test phone')
  })

  it('TD-4 the confirmation is of this very phone: another one is not replaced by it', async () => {
    await confirmAct(app, browser, ana, 'add-device')
    const { device: second } = await pairPhone(app, browser)
    await confirmAct(app, browser, ana, 'replace-device', { device: second })
    const refused = await change(ana.phone.id)
    expect(refused.body).toMatchObject({ code: 'confirmation_needed', detail: { params: JSON.stringify({ device: ana.phone.id }) } })
    // Nor does a confirmed addition replace anything, and the other way round.
    expect(code(await browser.post('/api/pairings'))).toBe('confirmation_needed')
  })

  it("another account's phone, or one that is gone, cannot be replaced", async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    expect(code(await change(eve.phone.id))).toBe('device_unknown')
    expect(code(await change('dev_AAAAAAAAAAAAAAAAAAAAAA'))).toBe('device_unknown')
    expect((await device(eve.phone.id)).state).toBe('trusted')
  })

  it('an old phone that left meanwhile is not replaced: nothing changes', async () => {
    await confirmAct(app, browser, ana, 'add-device')
    await pairPhone(app, browser)
    await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
    const view = (await change(ana.phone.id)).body as PairingView
    const { answer } = await scanWith(app, view)
    await app.core.db.updateTable('device').set({ state: 'removed' }).where('id', '=', ana.phone.id).execute()
    expect(code(await browser.post(`/api/pairings/${view.id}/confirm`))).toBe('device_unknown')
    expect((await device((answer.body as { device: string }).device)).state).toBe('scanned')
  })

  it('with five phones one can still be changed', async () => {
    for (let n = 1; n < 5; n++) {
      await confirmAct(app, browser, ana, 'add-device')
      await pairPhone(app, browser)
    }
    await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
    await pairPhone(app, browser, { replaces: ana.phone.id })
    const kept = await app.core.db.selectFrom('device').select('id').where('state', '=', 'trusted').execute()
    expect(kept).toHaveLength(5)
  })
})

describe('what a recovery code allows', () => {
  const byCode = async (): Promise<TestBrowser> => {
    const away = app.browser({ ip: '192.0.2.44' })
    await away.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
    await away.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    await away.post('/api/sign-in/finish')
    return away
  }

  it('SI-16 one phone within 15 minutes, which counts as weak for 24 h', async () => {
    const away = await byCode()
    const { device: id } = await pairPhone(app, away)
    const { weak_until: weakUntil } = await device(id)
    expect(weakUntil).toBeGreaterThan(app.core.clock.now() + minutes(23 * 60))
    expect(code(await away.post('/api/pairings'))).toBe('confirmation_needed')
  })

  it('SI-16 a QR that nobody scanned in time is not renewed beyond the 15 minutes', async () => {
    const away = await byCode()
    app.core.clock.advance(minutes(9))
    expect((await away.post('/api/pairings')).status).toBe(200)
    app.core.clock.advance(minutes(5))
    expect((await away.post('/api/pairings')).status).toBe(200)
    app.core.clock.advance(minutes(1))
    expect(code(await away.post('/api/pairings'))).toBe('confirmation_needed')
  })

  it('SI-16 after 15 minutes not even that', async () => {
    const away = await byCode()
    app.core.clock.advance(minutes(16))
    expect(code(await away.post('/api/pairings'))).toBe('confirmation_needed')
  })
})
