import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours, seconds } from '../../kernel/clock.ts'
import { makeTrustedPhone } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../testing/whole.ts'
import { shownCode } from './testing/shown-code.ts'

let app: TestApp
let ana: TestPerson

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana.silva' })
  // In the middle of a step, so that the ways there and back are equally long.
  app.core.clock.advance(seconds(15))
})
afterEach(() => app.close())

async function begun(): Promise<TestBrowser> {
  const browser = app.browser()
  await browser.post('/api/sign-in', { login: ana.login, password: testPassword })
  return browser
}
const answer = async (code: string, from?: TestBrowser) =>
  await (from ?? (await begun())).post('/api/sign-in/answer', { method: 'verification-code', answer: code })
const shown = (steps = 0, device = ana.phone.id) => shownCode(app.core, device, steps)
const kinds = async (from: TestBrowser) => ((await from.get('/api/sign-in')).body as SignInView).methods?.map(({ kind }) => kind)
const device = (id = ana.phone.id) => app.core.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

describe('the verification code on the login page', () => {
  it('VC-2 lets in with what the app shows, as it is typed', async () => {
    const browser = await begun()
    const code = await shown()
    expect((await answer(` ${code.slice(0, 4)} ${code.slice(4)} `, browser)).body).toMatchObject({ step: 'finish' })
    expect((await browser.post('/api/sign-in/finish')).status).toBe(200)
    expect((await browser.get('/api/session')).body).toMatchObject({ access: 'full' })
    const { method, device_id, weak_until } = await app.core.db.selectFrom('sign_in').selectAll().executeTakeFirstOrThrow()
    expect({ method, device_id, weak_until }).toEqual({ method: 'verification-code', device_id: ana.phone.id, weak_until: 0 })
  })

  it.each([
    [-2, 422],
    [-1, 200],
    [0, 200],
    [1, 200],
    [2, 422],
  ])('P-08 the code of step %d is answered %d', async (steps, status) => expect((await answer(await shown(steps))).status).toBe(status))

  it('VC-2 each step works once, in any browser', async () => {
    const code = await shown()
    expect((await answer(code)).status).toBe(200)
    expect((await answer(code)).status).toBe(422)
  })

  it('VC-2 a lower step never works after a higher one, and a higher one does', async () => {
    const [before, now, next] = [await shown(-1), await shown(), await shown(1)]
    expect((await answer(now)).status).toBe(200)
    expect((await answer(before)).status).toBe(422)
    expect((await answer(next)).status).toBe(200)
    expect((await answer(now)).status).toBe(422)
  })

  it('of several phones each has its own codes and its own steps', async () => {
    const second = await makeTrustedPhone(app.core, ana.id)
    expect((await answer(await shown(1, second.id))).status).toBe(200)
    expect((await answer(await shown(0))).status).toBe(200)
    expect((await answer(await shown(0, second.id))).status).toBe(422)
  })

  it.each([
    ['removed', { state: 'removed' as const }],
    ['held', { state: 'held' as const }],
    ['blocked', { state: 'blocked' as const }],
    ['not confirmed yet', { state: 'ready' as const }],
    ['paused', { paused_until: Date.UTC(2100, 0, 1) }],
    ['of another address', { origin: 'https://old.example.org' }],
  ])('of a phone that is %s it is none, and is not offered', async (_what, columns) => {
    const code = await shown()
    await app.core.db.updateTable('device').set(columns).execute()
    const browser = await begun()
    expect(await kinds(browser)).toEqual(['recovery-code'])
    expect((await answer(code, browser)).body).toMatchObject({ code: 'method_not_usable' })
    expect((await device()).otp_last_step).toBe(0)
  })

  it('a phone whose pause is over shows codes that work again', async () => {
    await app.core.db.updateTable('device').set({ paused_until: app.core.clock.now() }).execute()
    expect((await answer(await shown())).status).toBe(200)
  })

  it('X-14 a dump of the database computes none: the key is sealed for its row', async () => {
    const second = await makeTrustedPhone(app.core, ana.id)
    const row = await device()
    await app.core.db.updateTable('device').set({ otp_sealed: row.otp_sealed }).where('id', '=', second.id).execute()
    const browser = await begun()
    expect((await answer('12345678', browser)).status).toBe(500)
    expect((await browser.post('/api/sign-in/finish')).status).toBe(409)
  })

  it('counts as a person who uses the phone, and as nothing that it signed', async () => {
    await answer(await shown())
    const { last_person_at, last_used_at, last_signed_at } = await device()
    expect({ last_person_at, last_used_at, last_signed_at }).toEqual({
      last_person_at: app.core.clock.now(),
      last_used_at: app.core.clock.now(),
      last_signed_at: null,
    })
  })

  it('SI-16 is as weak as its phone', async () => {
    const weakUntil = app.core.clock.now() + hours(20)
    await app.core.db.updateTable('device').set({ weak_until: weakUntil }).execute()
    await answer(await shown())
    expect((await app.core.db.selectFrom('sign_in').select('weak_until').executeTakeFirstOrThrow()).weak_until).toBe(weakUntil)
  })

  it('works months after the last time', async () => {
    app.core.clock.advance(days(200))
    expect((await answer(await shown())).status).toBe(200)
  })
})

describe('a fresh confirmation by it', () => {
  const offered = async (act: string, params: Record<string, string>) => {
    const browser = await begun()
    await answer(await shown(), browser)
    await browser.post('/api/sign-in/finish')
    const view = (await browser.post('/api/confirmations', { act, params, password: testPassword })).body as SignInView
    return view.methods?.map(({ kind }) => kind)
  }
  it('is not taken from the phone that the act removes', async () =>
    expect(await offered('remove-device', { device: ana.phone.id })).toEqual(['recovery-code']))
  it('EN-6 is none for an address: only the phone itself is', async () =>
    expect(await offered('add-address', { address: 'a@example.org' })).toEqual(['phone']))
  it('is one for other acts', async () => expect(await offered('create-codes', {})).toEqual(['phone', 'verification-code']))
})
