import { afterEach, beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { makeSetUpLink } from '../../src/features/first-start/index.ts'
import { type LinkPurpose, makeLink } from '../../src/features/links/index.ts'
import { answering, approveAtDesk } from '../../src/features/recovery-answers/testing/answering.ts'
import { hours, minutes, seconds } from '../../src/kernel/clock.ts'
import { makeAccountRow } from '../../src/testing/index.ts'
import { answerTo, confirmOnPhone, makePerson, signInAs, testPassword, waitingPrompts } from '../../src/testing/whole.ts'
import {
  answer,
  begin,
  code,
  confirmBy,
  countSessions,
  finish,
  half,
  openWorld,
  sentDigits,
  setRule,
  shown,
  viewOf,
  type World,
} from './world.ts'

// Section C: what is good once, used again.

let world: World
const password = 'seven quiet otters on a lamp'

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

const linkFor = async (purpose: LinkPurpose, accountId: string, data: Record<string, string> = {}) =>
  (await inPlainTransaction(world.app.core.db, (tx) => makeLink(world.app.core, tx, { purpose, accountId, data, ttl: hours(1) }))).token
const tokenIn = (text: string, purpose: string): string => new RegExp(`link/${purpose}#([\\w-]{43})`).exec(text)?.[1] ?? ''

it('regress/R-48 a step of the verification code is good once, and none below one that was used', async () => {
  const { app, ana } = world
  const [before, now] = [await shown(world, -1), await shown(world)]
  const use = async (typed: string, ip: string) => (await answer(await half(app, ana, ip), 'verification-code', typed)).status
  expect(await use(now, '203.0.113.1')).toBe(200)
  expect(await use(now, '203.0.113.2')).toBe(422)
  expect(await use(before, '203.0.113.3')).toBe(422)
  app.core.clock.advance(seconds(30))
  expect(await use(now, '203.0.113.4')).toBe(422)
  expect(await use(await shown(world), '203.0.113.5')).toBe(200)
})

it('regress/R-50 nor is it good once more for another purpose, in another browser or lane', async () => {
  const { app, ana } = world
  const known = await signInAs(app, ana, app.browser({ ip: '198.51.100.30' }))
  const other = await half(app, ana)
  const typed = await shown(world)
  expect((await answer(other, 'verification-code', typed)).status).toBe(200)
  expect((await confirmBy(known, 'create-codes', 'verification-code', typed)).status).toBe(422)
  expect(code(await finish(known))).toBe('not_confirmed')
  await begin(known, ana.login)
  expect((await answer(known, 'verification-code', typed)).status).toBe(422)
})

it('regress/R-52 a recovery code is used up', async () => {
  const { app, ana } = world
  const [first = '', second = ''] = ana.codes
  expect((await answer(await half(app, ana, '203.0.113.1'), 'recovery-code', first)).status).toBe(200)
  for (const form of [first, first.toLowerCase(), first.replaceAll('-', ''), ` ${first} `])
    expect((await answer(await half(app, ana, '203.0.113.2'), 'recovery-code', form)).status).toBe(422)
  expect((await answer(await half(app, ana, '203.0.113.3'), 'recovery-code', second)).status).toBe(200)
})

it('regress/R-56 what was captured on its way is good for nothing afterwards', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  const signIn = browser.cookies.get('__Host-sign-in') ?? ''
  const [prompt] = await waitingPrompts(app, ana.phone)
  if (!prompt) throw new Error('No prompt waits')
  const body = answerTo(ana.phone, prompt, 'confirm', (await viewOf(browser)).phone?.prompt?.matchCode ?? '')
  expect((await browser.post(`/api/phone/prompts/${prompt.id}/answer`, body)).status).toBe(200)
  expect((await browser.post(`/api/phone/prompts/${prompt.id}/answer`, body)).status).toBe(409)
  expect((await finish(browser)).status).toBe(200)
  const session = browser.cookies.get('__Host-session') ?? ''
  const thief = app.browser({ ip: '198.51.100.66' })
  thief.cookies.set('__Host-sign-in', signIn)
  expect(code(await finish(thief))).toBe('sign_in_over')
  expect(await countSessions(app)).toBe(1)
  await browser.post('/api/session/log-out')
  thief.cookies.set('__Host-session', session)
  expect((await thief.get('/api/session')).status).toBe(401)
  const late = await half(app, ana)
  const typed = await sentDigits(app, late)
  app.core.clock.advance(minutes(10))
  for (const [method, text] of [
    ['sms', typed],
    ['recovery-code', ana.codes[0] ?? ''],
    ['verification-code', await shown(world)],
  ] as const)
    expect(code(await answer(late, method, text))).toBe('sign_in_over')
})

const routes: [purpose: LinkPurpose, body: object][] = [
  ['reset', { password }],
  ['invitation', { password }],
  ['first-start', { login: 'ada', password: testPassword }],
  ['set-up', { login: 'ada', password: testPassword }],
  ['email', {}],
  ['email-undo', {}],
  ['not-me', {}],
  ['stop', {}],
]

it('regress/R-57 a link of one purpose is unknown to every other', async () => {
  const { app, ana } = world
  const admin = await makePerson(app.core, { login: 'ada', role: 'admin' })
  const invited = await makeAccountRow(app.core, { state: 'invited', login: 'bea' })
  const owner: Partial<Record<LinkPurpose, string>> = { invitation: invited.id, 'first-start': admin.id, 'set-up': admin.id }
  for (const [purpose] of routes) {
    const token = await linkFor(purpose, owner[purpose] ?? ana.id)
    for (const [other, body] of routes.filter(([one]) => one !== purpose)) {
      expect(code(await app.browser().post(`/api/links/${other}`, { token, ...body })), `${purpose} as ${other}`).toBe('link_over')
      expect((await app.browser().post('/api/links/look', { purpose: other, token })).text, `${purpose} as ${other}`).not.toContain(
        ana.login,
      )
    }
  }
  const begun = await app.core.db.selectFrom('sign_in').select('id').execute()
  expect(begun).toEqual([])
})

it('regress/R-57 an access code is good for its account and purpose, and lets one browser in, also where three may come', async () => {
  const { app, ana } = world
  const ben = await makePerson(app.core, { login: 'ben' })
  await setRule(app, 'anyBrowser', 'yes')
  const helper = await answering(app, { login: 'ada' })
  const granted = await approveAtDesk(helper, ana.id, { scope: 'any-browser' })
  const type = async (login: string, ip: string) => {
    const browser = await half(app, { login }, ip)
    return code(await browser.post('/api/sign-in/access-code', { code: granted.code }))
  }
  expect(await type(ben.login, '203.0.113.1')).toBe('access_code_wrong')
  const asPassword = { login: ana.login, code: granted.code, password }
  expect(code(await app.browser({ ip: '203.0.113.2' }).post('/api/forgotten-password/access-code', asPassword))).toBe('access_code_wrong')
  expect(await type(ana.login, '203.0.113.3')).toBe(200)
  expect(await type(ana.login, '203.0.113.4')).toBe('access_code_wrong')
})

it('regress/R-58 a link works once', async () => {
  const { app, ana } = world
  const admin = await makePerson(app.core, { login: 'ada', role: 'admin' })
  const made = await makeSetUpLink(app.core, admin.login)
  const setUp = /#([\w-]{43})/.exec(made.ok ? made.url : '')?.[1]
  await signInAs(app, ana)
  const notMe = tokenIn((await app.mailTo(ana.email)).text, 'not-me')
  const invited = await makeAccountRow(app.core, { state: 'invited', login: 'bea' })
  for (const [path, body] of [
    ['set-up', { token: setUp, login: admin.login, password: testPassword }],
    ['reset', { token: await linkFor('reset', ana.id), password }],
    ['invitation', { token: await linkFor('invitation', invited.id), password }],
    ['not-me', { token: notMe }],
  ] as const) {
    expect((await app.browser().post(`/api/links/${path}`, body)).status, path).toBe(200)
    expect(code(await app.browser().post(`/api/links/${path}`, body)), path).toBe('link_over')
  }
})

it('regress/R-99 what a phone signed is good once', async () => {
  const { app, ana } = world
  const away = app.browser({ ip: '198.51.100.4' })
  const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
  const proof = ana.phone.prove(nonce)
  expect((await away.post('/api/phone/token', proof)).status).toBe(200)
  expect(code(await away.post('/api/phone/token', proof))).toBe('nonce_spent')
  expect(code(await away.post('/api/phone/token', ana.phone.prove(nonce)))).toBe('nonce_spent')
  expect(code(await away.post('/api/phone/log-out', ana.phone.act('log-out', ana.phone.id, nonce)))).toBe('nonce_spent')
  const browser = await half(app, ana)
  await confirmOnPhone(app, browser, ana.phone)
  expect((await finish(browser)).status).toBe(200)
})
