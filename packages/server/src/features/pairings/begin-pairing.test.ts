import type { PairingView } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes } from '../../kernel/clock.ts'
import { confirmAct, makePerson, signInAs, type TestBrowser } from '../../testing/whole.ts'
import { codeOfRefusal as code, openPairingWorld, type PairingWorld, pairPhone, scanWith, tokenIn } from './testing/pair.ts'

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
