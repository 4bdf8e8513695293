import type { SecurityView } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeTrustedPhone } from '../../testing/index.ts'
import {
  buildTestApp,
  confirmAct,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
} from '../../testing/whole.ts'

let app: TestApp
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  browser = await signInAs(app, ana)
})
afterEach(() => app.close())

const code = (answer: { body: unknown }) => (answer.body as { code: string }).code
const remove = (device: string, from = browser) => from.post(`/api/account/devices/${device}/remove`)
const rename = (device: string, name: unknown, from = browser) => from.post(`/api/account/devices/${device}/rename`, { name })
const row = (id: string) => app.core.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const voidCodes = () => app.core.db.updateTable('recovery_code_set').set({ voided_at: 1 }).execute()
const acts = async () =>
  (await app.core.db.selectFrom('audit').select('act').where('account_id', '=', ana.id).execute()).map(({ act }) => act)

/** A session and a fresh confirmation by another phone than the one that leaves. */
async function secondPhone() {
  const second = await makeTrustedPhone(app.core, ana.id, { name: 'Second' })
  return { ...ana, phone: second }
}

describe('"Remove"', () => {
  it('TD-4 needs a fresh confirmation of removing this very phone, by something else than itself', async () => {
    const other = await secondPhone()
    const asked = await remove(other.phone.id)
    expect(asked.status).toBe(403)
    expect(asked.body).toMatchObject({
      code: 'confirmation_needed',
      detail: { act: 'remove-device', params: JSON.stringify({ device: other.phone.id }) },
    })
    await confirmAct(app, browser, ana, 'remove-device', { device: ana.phone.id }).catch(() => {})
    expect(code(await remove(other.phone.id))).toBe('confirmation_needed')
    await confirmAct(app, browser, ana, 'remove-device', { device: other.phone.id })
    expect((await remove(other.phone.id)).status).toBe(200)
    expect(await row(other.phone.id)).toMatchObject({ state: 'removed', otp_sealed: '' })
    expect((await row(ana.phone.id)).state).toBe('trusted')
  })

  it('TD-4 is told to the owner and is in the record; the phone’s token ends at once', async () => {
    const other = await secondPhone()
    const away = app.browser({ ip: '198.51.100.9' })
    const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
    const { token } = (await away.post('/api/phone/token', other.phone.prove(nonce))).body as { token: string }
    const me = () => away.request('GET', '/api/phone/me', undefined, { authorization: `Bearer ${token}` })
    expect((await me()).status).toBe(200)
    await confirmAct(app, browser, ana, 'remove-device', { device: other.phone.id })
    await remove(other.phone.id)
    expect((await me()).status).toBe(401)
    const mail = await app.mailTo(ana.email)
    expect(mail.subject).toContain('A phone was removed')
    expect(mail.text).toContain('Second')
    expect(await acts()).toContain('device_removed')
  })

  it('TD-4 the last usable method cannot be removed, and nobody is asked to confirm it in vain', async () => {
    await voidCodes()
    expect(code(await remove(ana.phone.id))).toBe('last_method')
    expect((await row(ana.phone.id)).state).toBe('trusted')
    expect((await row(ana.phone.id)).otp_sealed).not.toBe('')
  })

  it('OP-9 a phone of another address is no method: it counts for nothing and may leave', async () => {
    await voidCodes()
    const old = await makeTrustedPhone(app.core, ana.id, { origin: 'https://old.example.org' })
    expect(code(await remove(ana.phone.id))).toBe('last_method')
    await confirmAct(app, browser, ana, 'remove-device', { device: old.id })
    expect((await remove(old.id)).status).toBe(200)
  })

  it('with codes left the only phone may leave, confirmed by a code that is not weak any more', async () => {
    await browser.post('/api/confirmations', { act: 'remove-device', params: { device: ana.phone.id }, password: testPassword })
    await browser.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] })
    await browser.post('/api/sign-in/finish')
    // SI-16: what a recovery code confirms removes no device for 24 hours.
    expect(code(await remove(ana.phone.id))).toBe('confirmation_too_weak')
    expect((await row(ana.phone.id)).state).toBe('trusted')
  })

  it('R-68 nobody removes or renames another account’s phone', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    const eves = await signInAs(app, eve)
    expect(code(await remove(ana.phone.id, eves))).toBe('device_unknown')
    expect(code(await rename(ana.phone.id, 'mine', eves))).toBe('device_unknown')
    expect(code(await remove('dev_AAAAAAAAAAAAAAAAAAAAAA'))).toBe('device_unknown')
    expect((await remove('nonsense')).status).toBe(400)
    expect(await row(ana.phone.id)).toMatchObject({ state: 'trusted', name: 'Test phone' })
  })

  it('twice is once', async () => {
    const other = await secondPhone()
    await confirmAct(app, browser, ana, 'remove-device', { device: other.phone.id })
    const both = await Promise.all([remove(other.phone.id), remove(other.phone.id)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  })
})

describe('"Rename"', () => {
  it('TD-4 gives the phone another name, as plain text', async () => {
    expect((await rename(ana.phone.id, '  Kitchen\u202e phone ')).status).toBe(200)
    const view = (await browser.get('/api/account/security')).body as SecurityView
    expect(view.devices).toMatchObject([{ id: ana.phone.id, name: 'Kitchen phone' }])
    expect(await acts()).toContain('device_renamed')
  })

  it.each(['', '\u0000', 'x'.repeat(61), 7, null])('not %j', async (name) => expect((await rename(ana.phone.id, name)).status).toBe(400))
})

describe('"Log out on this phone"', () => {
  const away = () => app.browser({ ip: '198.51.100.9' })
  const nonce = async () => ((await away().post('/api/phone/nonce')).body as { nonce: string }).nonce
  const logOut = (body: unknown) => away().post('/api/phone/log-out', body)

  it('TD-6 removes the keys on the server too, also of the last phone, and is told', async () => {
    await voidCodes()
    const left = await logOut(ana.phone.act('log-out', ana.phone.id, await nonce()))
    expect(left.status).toBe(200)
    expect(await row(ana.phone.id)).toMatchObject({ state: 'removed', otp_sealed: '' })
    expect((await app.mailTo(ana.email)).subject).toContain('A phone was removed')
    expect(await acts()).toContain('device_logged_out')
  })

  it('TD-6 is signed by the phone itself, for itself, once', async () => {
    const eve = await makePerson(app.core, { login: 'eve' })
    const good = ana.phone.act('log-out', ana.phone.id, await nonce())
    for (const body of [
      { ...good, device: eve.phone.id },
      { ...good, at: good.at + 1 },
      { ...good, nonce: await nonce() },
      ana.phone.act('not-me', ana.phone.id, good.nonce),
      ana.phone.act('log-out', eve.phone.id, good.nonce),
      { ...eve.phone.act('log-out', ana.phone.id, good.nonce), device: ana.phone.id },
    ]) {
      expect(code(await logOut(body))).toBe('signature_invalid')
    }
    expect((await row(ana.phone.id)).state).toBe('trusted')
    expect((await logOut(good)).status).toBe(200)
    expect(code(await logOut(good))).toBe('nonce_spent')
    expect(code(await logOut(ana.phone.act('log-out', ana.phone.id, await nonce())))).toBe('device_unknown')
  })

  it('the act that confirms a login cannot be replayed as leaving', async () => {
    const proof = ana.phone.prove(await nonce())
    const body = { device: ana.phone.id, at: app.core.clock.now(), nonce: proof.nonce, signature: proof.signature }
    expect(code(await logOut(body))).toBe('signature_invalid')
  })
})
