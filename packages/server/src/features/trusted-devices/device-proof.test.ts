import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { minutes, seconds } from '../../kernel/clock.ts'
import { makePhoneKeys } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { deviceGate } from './device-gate.ts'
import { makeNonce, spendNonce } from './device-nonce.ts'
import { makeDeviceToken, readDeviceToken } from './device-token.ts'

let app: TestApp
let ana: TestPerson
let away: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva', name: 'Ana Silva' })
  away = app.browser({ ip: '198.51.100.9' })
})
afterEach(() => app.close())

const code = (answer: { body: unknown }) => (answer.body as { code: string }).code
const nonce = async (): Promise<string> => ((await away.post('/api/phone/nonce')).body as { nonce: string }).nonce
const prove = async (person = true) => await away.post('/api/phone/token', ana.phone.prove(await nonce(), person))
const me = (token: string) => away.request('GET', '/api/phone/me', undefined, { authorization: `Bearer ${token}` })
const tokenOf = async (person = true): Promise<string> => ((await prove(person)).body as { token: string }).token
const row = () => app.core.db.selectFrom('device').selectAll().where('id', '=', ana.phone.id).executeTakeFirstOrThrow()
const setState = (state: 'trusted' | 'held' | 'blocked' | 'removed' | 'scanned' | 'ready') =>
  app.core.db.updateTable('device').set({ state }).where('id', '=', ana.phone.id).execute()

describe('a phone proves itself', () => {
  it('by a signature over a fresh nonce, for ten minutes, without a cookie', async () => {
    const proved = await prove()
    expect(proved.status).toBe(200)
    expect(proved.body).toMatchObject({ now: app.core.clock.now(), expiresAt: app.core.clock.now() + minutes(10) })
    expect(proved.headers['set-cookie']).toBeUndefined()
    const { token } = proved.body as { token: string }
    expect((await me(token)).body).toEqual({
      state: 'trusted',
      account: { id: ana.id, login: 'ana.silva', name: 'Ana Silva' },
      deviceName: 'Test phone',
      siteName: 'Example',
      push: false,
      now: app.core.clock.now(),
    })
    app.core.clock.advance(minutes(10) - 1)
    expect((await me(token)).status).toBe(200)
    app.core.clock.advance(1)
    expect((await me(token)).status).toBe(401)
  })

  it('P-17 not by a signature of another key, for another nonce, device, address, or another statement', async () => {
    const fresh = await nonce()
    const good = ana.phone.prove(fresh)
    const other = await makePerson(app.core, { login: 'eve' })
    const stranger = makePhoneKeys()
    for (const body of [
      { ...good, nonce: await nonce() },
      { ...good, person: false },
      { ...good, device: other.phone.id },
      { ...good, signature: stranger.sign(Buffer.from('x')) },
      { ...good, signature: 'A'.repeat(86) },
    ]) {
      const refused = await away.post('/api/phone/token', body)
      expect(refused.status).toBe(403)
      expect(code(refused)).toBe('signature_invalid')
    }
    // None of them used the nonce up.
    expect((await away.post('/api/phone/token', good)).status).toBe(200)
  })

  it('a signature made for another site is worth nothing here', async () => {
    const body = ana.phone.prove(await nonce())
    app.core.config.origin = 'https://elsewhere.example'
    const refused = await away.request('POST', '/api/phone/token', body, {
      'sec-fetch-site': 'same-origin',
      origin: 'https://elsewhere.example',
    })
    app.core.config.origin = 'https://login.example.org'
    expect(refused.status).toBe(403)
  })

  it('6.7.2 a nonce works once, for a minute, and only if this service made it', async () => {
    const fresh = await nonce()
    const body = ana.phone.prove(fresh)
    expect((await away.post('/api/phone/token', body)).status).toBe(200)
    expect(code(await away.post('/api/phone/token', body))).toBe('nonce_spent')
    const late = ana.phone.prove(await nonce())
    app.core.clock.advance(seconds(60))
    expect(code(await away.post('/api/phone/token', late))).toBe('nonce_spent')
    const [end, value, mac] = (await nonce()).split('.')
    for (const made of [
      `${Number(end) + 1}.${value}.${mac}`,
      `${end}.${value}.${mac?.slice(0, -1)}A`,
      `${end}.${value?.slice(0, -1)}.${mac}`,
      `${end}.${value}`,
      '',
      'x',
      '9'.repeat(200),
    ]) {
      expect(code(await away.post('/api/phone/token', ana.phone.prove(made)))).toBe('nonce_spent')
    }
  })

  it('of many uses of one nonce one works', async () => {
    const { nonce: fresh } = makeNonce(app.core)
    const wins = await Promise.all(
      Array.from({ length: 10 }, () => inPlainTransaction(app.core.db, (tx) => spendNonce(app.core, tx, fresh))),
    )
    expect(wins.filter(Boolean)).toHaveLength(1)
  })

  it('used values do not pile up', async () => {
    for (let n = 0; n < 6; n++) {
      await prove()
      app.core.clock.advance(minutes(2))
    }
    expect((await app.core.db.selectFrom('spent_value').selectAll().execute()).length).toBeLessThanOrEqual(2)
  })

  it('what is no form of proof is a bad request', async () => {
    const good = ana.phone.prove(await nonce())
    for (const body of [
      {},
      [],
      { ...good, person: 1 },
      { ...good, signature: 'x' },
      { ...good, more: true },
      { ...good, device: 'x'.repeat(500) },
    ]) {
      expect((await away.post('/api/phone/token', body)).status).toBe(400)
    }
  })
})

describe('the token', () => {
  it('says which device and whether a person acted, and can be changed in neither', async () => {
    const claim = { device: ana.phone.id, person: false, expiresAt: app.core.clock.now() + 1000 }
    const token = makeDeviceToken(app.core, claim)
    const now = app.core.clock.now()
    expect(readDeviceToken(app.core, token, now)).toEqual(claim)
    const [device, person, end, mac] = token.split('.')
    for (const forged of [
      `${device}.1.${end}.${mac}`,
      `dev_AAAAAAAAAAAAAAAAAAAAAA.${person}.${end}.${mac}`,
      `${device}.${person}.${Number(end) + 1000}.${mac}`,
      `${device}.${person}.${end}.`,
      `${device}.${person}.${end}`,
      `${token} `,
      `${token}.x`,
      '',
    ]) {
      expect(readDeviceToken(app.core, forged, now)).toBeUndefined()
    }
    expect(readDeviceToken(app.core, token, claim.expiresAt)).toBeUndefined()
    expect(readDeviceToken(app.core, undefined, now)).toBeUndefined()
  })

  it('ends with its device, at once', async () => {
    const token = await tokenOf()
    await setState('removed')
    expect((await me(token)).status).toBe(401)
    expect(code(await prove())).toBe('device_unknown')
  })

  it('EN-5 ends with its account', async () => {
    const token = await tokenOf()
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', ana.id).execute()
    expect((await me(token)).status).toBe(401)
    await inPlainTransaction(app.core.db, (tx) => app.core.ends(tx, ana.id, 'account-disabled', {}))
    expect((await row()).state).toBe('removed')
    expect((await row()).otp_sealed).toBe('')
  })

  it.each(['trusted', 'held', 'blocked', 'ready'] as const)('a %s phone learns how it stands', async (state) => {
    await setState(state)
    expect((await me(await tokenOf())).body).toMatchObject({ state, account: { id: ana.id } })
  })

  it('a phone that waits in no pairing any more is not let in', async () => {
    await setState('scanned')
    const proved = await prove()
    const gate = deviceGate(app.core)
    expect(await gate((proved.body as { token: string }).token)).toBeUndefined()
  })

  it('a session’s cookie is no token, and a token is no session', async () => {
    const token = await tokenOf()
    expect((await away.request('GET', '/api/session', undefined, { authorization: `Bearer ${token}` })).status).toBe(401)
    expect((await away.get('/api/phone/me')).status).toBe(401)
    expect((await away.request('GET', '/api/phone/me', undefined, { authorization: token })).status).toBe(401)
  })
})

describe('what is written down about a phone', () => {
  it('when it last signed, at most once a minute, and apart from that when a person last acted', async () => {
    const start = app.core.clock.now()
    await prove(false)
    expect(await row()).toMatchObject({ last_signed_at: start, last_person_at: null })
    app.core.clock.advance(seconds(30))
    await prove(true)
    expect(await row()).toMatchObject({ last_signed_at: start, last_person_at: start + seconds(30) })
    app.core.clock.advance(seconds(59))
    await prove(true)
    expect(await row()).toMatchObject({ last_signed_at: start + seconds(89), last_person_at: start + seconds(30) })
    app.core.clock.advance(seconds(10))
    await prove(false)
    expect(await row()).toMatchObject({ last_person_at: start + seconds(30) })
  })
})
