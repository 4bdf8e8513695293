import type { PairingView } from '@sparekey/protocol/account'
import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { makeSetUpLink } from '../../src/features/first-start/index.ts'
import { makeLink } from '../../src/features/links/index.ts'
import { pairPhone, scanWith } from '../../src/features/pairings/testing/pair.ts'
import { makeNewcomer, passwordSession } from '../../src/features/set-up/testing/set-up.ts'
import { minutes, seconds } from '../../src/kernel/clock.ts'
import {
  confirmAct,
  confirmOnPhone,
  makePerson,
  signInAs,
  type TestBrowser,
  testPassword,
  waitingPrompts,
} from '../../src/testing/whole.ts'
import { answer, begin, code, countSessions, finish, half, openWorld, shown, viewOf, type World } from './world.ts'

// Section D: recovery codes, phones and passwords, as they are set up, changed and got back.

let world: World
const newPassword = 'seven quiet otters on a lamp'

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

interface Drawn {
  set: string
  codes: string[]
}

async function drawNew(browser: TestBrowser): Promise<Drawn> {
  await confirmAct(world.app, browser, world.ana, 'create-codes')
  const drawn = await browser.post('/api/account/recovery-codes')
  expect(drawn.status).toBe(200)
  return drawn.body
}
const useCode = async (typed: string | undefined, ip = '203.0.113.8') =>
  (await answer(await half(world.app, world.ana, ip), 'recovery-code', typed ?? '')).status

it('regress/R-62 nothing of a second factor is written while it is being asked for, nor for another site', async () => {
  const { app, ana } = world
  const sets = () => app.core.db.selectFrom('recovery_code_set').selectAll().execute()
  const before = await sets()
  const waiting = await half(app, ana)
  for (const path of ['/api/sign-in/codes', '/api/account/recovery-codes', '/api/set-up/codes', '/api/pairings'])
    expect([401, 409], path).toContain((await waiting.post(path)).status)
  const browser = await signInAs(app, ana)
  await confirmAct(app, browser, ana, 'create-codes')
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'content-type': 'application/x-www-form-urlencoded' },
  ] as Record<string, string>[])
    expect([403, 415]).toContain((await browser.request('POST', '/api/account/recovery-codes', {}, headers)).status)
  expect(await sets()).toEqual(before)
})

it('regress/R-63 after a change only the newest codes and the newest phone work', async () => {
  const { app, ana } = world
  const browser = await signInAs(app, ana)
  const { set, codes } = await drawNew(browser)
  expect((await browser.post('/api/account/recovery-codes/saved', { set })).status).toBe(200)
  expect(await useCode(ana.codes[0])).toBe(422)
  expect(await useCode(codes[0])).toBe(200)
  app.core.clock.advance(seconds(60))
  const typed = await shown(world)
  await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
  await pairPhone(app, browser, { replaces: ana.phone.id })
  const late = await half(app, ana, '203.0.113.9')
  expect((await answer(late, 'verification-code', typed)).status).toBe(422)
  await expect(confirmOnPhone(app, late, ana.phone)).rejects.toThrow()
  expect(code(await finish(late))).toBe('not_confirmed')
})

it('regress/R-64 a stolen session adds no method, neither a further one nor the first', async () => {
  const { app, ana } = world
  const stolen = await signInAs(app, ana)
  for (const [path, body] of [
    ['/api/pairings', {}],
    ['/api/pairings', { replaces: ana.phone.id }],
    ['/api/account/recovery-codes', {}],
    ['/api/account/number', { number: '+4915129998877' }],
    ['/api/account/emails', { address: 'eve@evil.example' }],
    ['/api/account/password', { password: newPassword }],
  ] as const)
    expect(code(await stolen.post(path, body)), path).toBe('confirmation_needed')
  expect(code(await stolen.post('/api/confirmations', { act: 'add-device', params: {}, password: 'wrong' }))).toBe('login_not_accepted')
  const fresh = await makeNewcomer(app)
  const first = await passwordSession(app, fresh, app.browser({ ip: '203.0.113.70' }))
  expect(code(await first.post('/api/pairings'))).toBe('address_not_proved')
})

it('regress/R-65 one mailbox gives a new password and nothing of the second factor', async () => {
  const { app, ana } = world
  const thief = app.browser({ ip: '198.51.100.66' })
  await thief.post('/api/forgotten-password', { login: ana.login })
  app.core.clock.advance(seconds(10))
  const token = /reset#([\w-]{43})/.exec((await app.mailTo(ana.email)).text)?.[1]
  expect((await thief.post('/api/links/reset', { token, password: newPassword })).status).toBe(200)
  const login = () => thief.post('/api/sign-in', { login: ana.login, password: newPassword })
  // Every further link that the mailbox gets, and every page that it leads to.
  for (let round = 0; round < 3; round++) {
    await login()
    expect((await viewOf(thief)).step).toBe('confirm')
    expect((await finish(thief)).status).not.toBe(200)
    await app.deliver()
    for (const mail of [...app.mails])
      for (const [, purpose = '', one = ''] of mail.text.matchAll(/link\/([a-z-]+)#([\w-]{43})/g))
        if (purpose !== 'not-me' && purpose !== 'stop') await thief.post(`/api/links/${purpose}`, { token: one, password: newPassword })
    for (const path of ['/api/set-up/address', '/api/set-up/codes', '/api/pairings']) expect((await thief.post(path)).status).toBe(401)
    await thief.post('/api/sign-in/request', { message: '', shared: false })
    expect((await finish(thief)).status).not.toBe(200)
    app.core.clock.advance(minutes(10))
  }
  expect(await countSessions(app)).toBe(0)
})

it('regress/R-66 a link sets the password of its own account, and leads nobody else into a set-up', async () => {
  const { app, ana } = world
  const ben = await makePerson(app.core, { login: 'ben' })
  const { token } = await inPlainTransaction(app.core.db, (tx) =>
    makeLink(app.core, tx, { purpose: 'reset', accountId: ana.id, ttl: minutes(15) }),
  )
  for (const more of [{ login: ben.login }, { account: ben.id }, { accountId: ben.id }])
    expect((await app.browser().post('/api/links/reset', { token, password: newPassword, ...more })).status).toBe(400)
  expect((await app.browser().post('/api/links/reset', { token, password: newPassword })).status).toBe(200)
  expect((await begin(app.browser(), ben.login)).status).toBe(200)
  const [ada, eve] = [
    await makePerson(app.core, { login: 'ada', role: 'admin' }),
    await makePerson(app.core, { login: 'eve', role: 'admin' }),
  ]
  const made = await makeSetUpLink(app.core, ada.login)
  const setUp = /#([\w-]{43})/.exec(made.ok ? made.url : '')?.[1]
  const hers = app.browser({ ip: '198.51.100.66' })
  expect(code(await hers.post('/api/links/set-up', { token: setUp, login: eve.login, password: testPassword }))).toBe('login_not_accepted')
  expect((await finish(hers)).status).toBe(409)
})

it('regress/R-75 what was begun and not proved counts for nothing, and what was there goes on working', async () => {
  const { app, ana } = world
  const browser = await signInAs(app, ana)
  const { codes } = await drawNew(browser)
  expect(await useCode(codes[0], '203.0.113.1')).toBe(422)
  expect(await useCode(ana.codes[0], '203.0.113.2')).toBe(200)
  await confirmAct(app, browser, ana, 'replace-device', { device: ana.phone.id })
  const view = (await browser.post('/api/pairings', { replaces: ana.phone.id })).body as PairingView
  const { answer: scanned, phone } = await scanWith(app, view)
  expect(scanned.status).toBe(200)
  const { device } = scanned.body as { device: string }
  const again = await half(app, ana, '203.0.113.3')
  const [prompt] = await waitingPrompts(app, ana.phone)
  if (!prompt) throw new Error('No prompt waits')
  const { id, subject, purpose, act, params } = prompt
  const matchCode = (await viewOf(again)).phone?.prompt?.matchCode ?? ''
  const decided = { device, matchCode, decision: 'confirm' as const, at: app.core.clock.now() }
  const bytes = decisionBytes({ ...decided, origin: app.core.config.origin, account: ana.id, prompt: id, subject, purpose, act, params })
  expect(code(await again.post(`/api/phone/prompts/${id}/answer`, { ...decided, signature: phone.sign(bytes) }))).toBe('device_not_trusted')
  await confirmOnPhone(app, again, ana.phone)
  expect((await finish(again)).status).toBe(200)
})
