import type { SignInView } from '@sparekey/protocol/sign-in'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours, seconds } from '../../kernel/clock.ts'
import { makeEmailRow } from '../../testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../testing/whole.ts'
import { tellOwner } from '../notices/index.ts'
import { type Answering, answering, approveRequest, ask } from '../recovery-answers/testing/answering.ts'
import { closeAndOpen, finish } from '../recovery-requests/testing/waiting.ts'
import { drawCodes, pairInSetUp } from '../set-up/testing/set-up.ts'

let app: TestApp
let helpers: [Answering, Answering]
const now = () => app.core.clock.now()

beforeEach(async () => {
  app = await buildTestApp()
  const old = { created_at: now() - days(90), two_factor_since: now() - days(80) }
  helpers = [await answering(app, old), await answering(app, old)]
})
afterEach(() => app.close())

/** The link in a new mail to this address. */
async function notMe(person: TestPerson, to = person.email): Promise<void> {
  await inPlainTransaction(app.core.db, (tx) => tellOwner(app.core, tx, { accountId: person.id, kind: 'set-up-completed' }))
  const token = /not-me#([\w-]{43})/.exec((await app.mailTo(to)).text)?.[1] ?? ''
  expect((await app.browser().post('/api/links/not-me', { token })).status).toBe(200)
}
const login = async (browser: TestBrowser, person: TestPerson, password = testPassword) =>
  (await browser.post('/api/sign-in', { login: person.login, password })).body as SignInView
async function completeSetUp(browser: TestBrowser): Promise<void> {
  await pairInSetUp(app, browser)
  const { set } = await drawCodes(browser)
  expect((await browser.post('/api/set-up/complete', { set })).status).toBe(200)
}
const methodsOf = (view: SignInView) => view.methods?.map((one) => one.kind) ?? []

it('AU-4 an account of less than 7 days, all of whose methods are held, gets back in: request, new password, new phone', async () => {
  const young = { created_at: now() - days(3), two_factor_since: now() - days(2) }
  const ana = await makePerson(app.core, young)
  await app.core.db
    .updateTable('email')
    .set({ added_at: now() - days(3), verified_at: now() - days(3) })
    .where('account_id', '=', ana.id)
    .execute()
  await app.core.db
    .updateTable('device')
    .set({ added_at: now() - days(2), trusted_at: now() - days(2) })
    .where('account_id', '=', ana.id)
    .execute()
  await notMe(ana)
  const browser = app.browser()
  const held = await login(browser, ana)
  expect([held.step, methodsOf(held)]).toEqual(['confirm', []])

  // "Cannot confirm login": the two who answer let this browser in, once a new password was set by the first address (SI-15).
  const asked = await ask(app, ana, { browser })
  for (const helper of helpers) await approveRequest(helper, asked)
  await app.browser().post('/api/forgotten-password', { login: ana.login })
  app.core.clock.advance(seconds(30))
  await app.deliver()
  await app.deliver()
  const text = app.mails.findLast((mail) => mail.to === ana.email && mail.text.includes('/link/reset#'))?.text ?? ''
  const token = /reset#([\w-]{43})/.exec(text)?.[1] ?? ''
  const password = 'nine patient herons at low tide'
  expect((await app.browser().post('/api/links/reset', { token, password })).status).toBe(200)
  closeAndOpen(browser)
  await login(browser, ana, password)
  expect((await finish(browser)).status).toBe(200)
  await completeSetUp(browser)
  const fresh = await login(app.browser(), ana, password)
  expect(methodsOf(fresh)).toContain('phone')
})

it('X-34 a phone that a stranger paired in a recovery is undone: it confirms nothing, its sessions end, and approvers see it', async () => {
  const ana = await makePerson(app.core, { created_at: now() - days(90), two_factor_since: now() - days(80) })
  await makeEmailRow(app.core, ana.id, { address: 'second@example.org', added_at: now() - days(90), verified_at: now() - days(90) })
  // A stranger who talked somebody into a suspension completes a set-up with his own phone.
  const asked = await ask(app, ana)
  await approveRequest(helpers[0], asked)
  const stranger = asked.browser
  await finish(stranger)
  await completeSetUp(stranger)
  const devices = () => app.core.db.selectFrom('device').select('state').where('account_id', '=', ana.id).execute()
  expect((await devices()).map((row) => row.state).toSorted()).toEqual(['removed', 'trusted'])

  app.core.clock.advance(hours(20))
  await notMe(ana, 'second@example.org')
  expect((await devices()).map((row) => row.state).toSorted()).toEqual(['held', 'removed'])
  expect((await stranger.get('/api/session')).status).toBe(401)
  const his = await login(app.browser(), ana)
  expect(methodsOf(his)).toEqual([])
  const helper = await signInAs(app, helpers[0].person, app.browser({ ip: '198.51.100.90' }))
  expect(((await helper.get(`/api/console/held/${ana.id}`)).body as { things: object[] }).things).toHaveLength(2)
  // The phone that was there before, removed by the set-up, may still say that it was not its owner.
  await inPlainTransaction(app.core.db, (tx) => tellOwner(app.core, tx, { accountId: ana.id, kind: 'new-browser-login' }))
  const { id: notice } = await app.core.db
    .selectFrom('notice')
    .select('id')
    .where('account_id', '=', ana.id)
    .where('kind', '=', 'new-browser-login')
    .executeTakeFirstOrThrow()
  const { nonce } = (await app.browser().post('/api/phone/nonce')).body as { nonce: string }
  const said = await app.browser().post(`/api/phone/notices/${notice}/not-me`, ana.phone.act('not-me', notice, nonce))
  expect(said.status).toBe(200)
})
