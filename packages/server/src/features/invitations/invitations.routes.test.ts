import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { days, hours } from '../../kernel/clock.ts'
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

const newPassword = 'seven quiet otters on a lamp'
let app: TestApp
let admin: TestPerson
let browser: TestBrowser

interface Handed {
  id: string
  link: string
  mailed: boolean
  expiresAt: number
}
const bea = { name: 'Bea Reyes', login: 'bea', email: 'bea@example.org', role: 'member', groups: [] as string[] }
const tokenIn = (text: string): string => /invitation#([\w-]{43})/.exec(text)?.[1] ?? ''
const account = (id: string) => app.core.db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const emails = (id: string) => app.core.db.selectFrom('email').selectAll().where('account_id', '=', id).execute()
async function invite(given: Partial<typeof bea> = {}) {
  const person = { ...bea, ...given }
  await confirmAct(app, browser, admin, 'invite-account', { login: person.login, role: person.role })
  return await browser.post('/api/console/invitations', person)
}
const invited = async (given: Partial<typeof bea> = {}): Promise<Handed> => (await invite(given)).body as Handed
const accept = (token: string, from = app.browser(), password = newPassword) => from.post('/api/links/invitation', { token, password })

beforeEach(async () => {
  app = await buildTestApp()
  admin = await makePerson(app.core, { role: 'admin', name: 'Ada Admin' })
  browser = await signInAs(app, admin)
})
afterEach(() => app.close())

describe('EN-4 an invitation', () => {
  it('needs a fresh confirmation of this login and role', async () => {
    expect((await browser.post('/api/console/invitations', bea)).body).toMatchObject({
      code: 'confirmation_needed',
      detail: { act: 'invite-account', params: '{"login":"bea","role":"member"}' },
    })
    await confirmAct(app, browser, admin, 'invite-account', { login: 'bea', role: 'member' })
    expect((await browser.post('/api/console/invitations', { ...bea, role: 'admin' })).status).toBe(403)
    expect((await browser.post('/api/console/invitations', bea)).status).toBe(200)
  })
  it('is shown to copy and mailed, and leads to a password and the set-up', async () => {
    const handed = await invited()
    expect(handed).toMatchObject({ mailed: true, expiresAt: app.core.clock.now() + hours(72) })
    const mail = await app.mailTo('bea@example.org')
    expect(mail.text).toContain('Ada Admin invited you to Example. Your login is: bea')
    expect(tokenIn(mail.text)).not.toBe(tokenIn(handed.link))
    const theirs = app.browser()
    expect((await accept(tokenIn(mail.text), theirs)).body).toEqual({ to: '/login' })
    expect((await theirs.get('/api/session')).status, 'no session before the sign-in is finished').toBe(401)
    expect((await theirs.post('/api/sign-in/finish')).status).toBe(200)
    expect((await theirs.get('/api/session')).body).toMatchObject({ access: 'one-factor', account: { login: 'bea' } })
    expect(await account(handed.id)).toMatchObject({ state: 'active', due_at: app.core.clock.now() + days(10) })
  })
  it('leads an administrator to the set-up and nothing else', async () => {
    const handed = await invited({ role: 'admin' })
    const theirs = app.browser()
    await accept(tokenIn(handed.link), theirs)
    await theirs.post('/api/sign-in/finish')
    expect((await theirs.get('/api/session')).body).toMatchObject({ access: 'set-up' })
    expect((await theirs.get('/api/console/people')).status).toBe(403)
  })
  it('of a further administrator is told to the administrators', async () => {
    await invited({ role: 'admin' })
    const mail = await app.mailTo(admin.email)
    expect(mail.text).toContain('Ada Admin invited Bea Reyes (bea) as an administrator')
  })
  it('proves the address it was mailed to', async () => {
    const handed = await invited()
    await accept(tokenIn((await app.mailTo('bea@example.org')).text))
    expect(await emails(handed.id)).toMatchObject([{ address: 'bea@example.org', verified_at: app.core.clock.now() }])
  })
  it('that was handed over proves no address: that gets a link of its own', async () => {
    const handed = await invited()
    await accept(tokenIn(handed.link))
    expect(await emails(handed.id)).toMatchObject([{ verified_at: null }])
    expect((await app.mailTo('bea@example.org')).subject).toBe('Example: Confirm this e-mail address')
  })
  it('does not give away the address of an account that proved it meanwhile', async () => {
    const handed = await invited()
    const mail = await app.mailTo('bea@example.org')
    await app.core.db
      .updateTable('email')
      .set({ address: 'bea@example.org', address_key: 'bea@example.org' })
      .where('account_id', '=', admin.id)
      .execute()
    expect((await accept(tokenIn(mail.text))).status).toBe(200)
    expect(await emails(handed.id)).toMatchObject([{ verified_at: null }])
  })
  it('works once, and either link ends the other', async () => {
    const handed = await invited()
    const mailed = tokenIn((await app.mailTo('bea@example.org')).text)
    expect((await accept(tokenIn(handed.link))).status).toBe(200)
    for (const token of [tokenIn(handed.link), mailed])
      expect(await accept(token)).toMatchObject({ status: 410, body: { code: 'link_over' } })
  })
  it('works for 72 hours', async () => {
    const handed = await invited()
    app.core.clock.advance(hours(72) - 1)
    expect((await app.browser().post('/api/links/look', { purpose: 'invitation', token: tokenIn(handed.link) })).body).toMatchObject({
      account: { login: 'bea', name: 'Bea Reyes' },
      passwordMin: 15,
    })
    app.core.clock.advance(1)
    expect((await accept(tokenIn(handed.link))).status).toBe(410)
  })
  it('is not used up by a password that is refused', async () => {
    const { link } = await invited()
    expect((await accept(tokenIn(link), app.browser(), 'Bea Reyes Bea Reyes')).body).toMatchObject({ code: 'password_own_words' })
    expect((await accept(tokenIn(link))).status).toBe(200)
  })
  it('OP-7 without mail is only shown to copy', async () => {
    delete app.core.config.mail
    expect(await invited()).toMatchObject({ mailed: false })
  })
  it.each([
    [{ login: 'b' }, 'login_invalid'],
    [{ login: 'bea@example.org' }, 'login_invalid'],
    [{ name: ' \u200b ' }, 'bad_request'],
    [{ email: 'nowhere' }, 'address_invalid'],
    [{ groups: ['grp_none'] }, 'not_found'],
  ])('with %j is refused, and makes nobody', async (given, code) => {
    expect((await browser.post('/api/console/invitations', { ...bea, ...given })).body).toMatchObject({ code })
    expect(await app.core.db.selectFrom('account').selectAll().where('id', '!=', admin.id).execute()).toEqual([])
  })
  it('has a login and an address that nobody has, in any form', async () => {
    await invited()
    expect((await invite({ login: 'BEA', email: 'other@example.org' })).body).toMatchObject({ code: 'login_taken' })
    expect((await invite({ login: 'new', email: admin.email.toUpperCase() })).body).toMatchObject({ code: 'address_taken' })
  })
  it('is for administrators', async () => {
    const member = await signInAs(app, await makePerson(app.core))
    expect((await member.post('/api/console/invitations', bea)).body).toMatchObject({ code: 'role_too_low' })
  })
})

describe('TD-9 a new invitation', () => {
  const renew = async (id: string) => {
    await confirmAct(app, browser, admin, 'renew-invitation', { account: id })
    return await browser.post(`/api/console/people/${id}/invitation`)
  }
  it('voids the password, the sessions and sign-ins of an account that never completed set-up', async () => {
    const first = await invited()
    const [theirs, waiting] = [app.browser(), app.browser()]
    await accept(tokenIn(first.link), theirs)
    await theirs.post('/api/sign-in/finish')
    await waiting.post('/api/sign-in', { login: 'bea', password: newPassword })
    const again = (await renew(first.id)).body as Handed
    expect((await theirs.get('/api/session')).status).toBe(401)
    const sessions = await app.core.db.selectFrom('session').select('ended_at').where('account_id', '=', first.id).execute()
    expect(sessions).toEqual([{ ended_at: app.core.clock.now() }])
    expect((await app.browser().post('/api/sign-in', { login: 'bea', password: newPassword })).status).toBe(401)
    expect(await account(first.id)).toMatchObject({ state: 'invited', password_hash: null })
    expect((await accept(tokenIn(again.link))).status).toBe(200)
    expect((await theirs.get('/api/session')).status).toBe(401)
    expect((await waiting.post('/api/sign-in/finish')).status).toBe(409)
  })
  it('begins the days to the deadline anew', async () => {
    const first = await invited()
    await accept(tokenIn(first.link))
    app.core.clock.advance(days(60))
    browser = await signInAs(app, admin)
    const again = (await renew(first.id)).body as Handed
    app.core.clock.advance(days(1))
    await accept(tokenIn(again.link))
    expect((await account(first.id)).due_at).toBe(app.core.clock.now() + days(10))
  })
  it('ends the one before it', async () => {
    const first = await invited()
    await renew(first.id)
    expect((await accept(tokenIn(first.link))).status).toBe(410)
  })
  it('is not made for who completed set-up, is disabled, or oneself', async () => {
    const ben = await makePerson(app.core)
    expect((await renew(ben.id)).body).toMatchObject({ code: 'set_up_done' })
    expect((await renew(admin.id)).body).toMatchObject({ code: 'own_account' })
    const { id } = await invited()
    await app.core.db.updateTable('account').set({ state: 'disabled' }).where('id', '=', id).execute()
    expect((await renew(id)).status).toBe(400)
  })
  it('leaves the old password useless even if the invitation is never used', async () => {
    const ben = await makePerson(app.core, { two_factor_since: null })
    await renew(ben.id)
    expect((await app.browser().post('/api/sign-in', { login: ben.login, password: testPassword })).status).toBe(401)
  })
})
