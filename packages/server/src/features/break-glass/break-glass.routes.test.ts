import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hours, minutes } from '../../kernel/clock.ts'
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
import { makeFirstStartLink } from '../first-start/index.ts'
import { normaliseKit, shownKit } from './break-glass-kit.ts'

let app: TestApp
let ada: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ada = await makePerson(app.core, { login: 'ada', name: 'Ada Admin', role: 'admin' })
  browser = await signInAs(app, ada)
})
afterEach(() => app.close())

const ask = (from = browser) => from.post('/api/account/break-glass-kit')
const make = async (): Promise<string> => {
  await confirmAct(app, browser, ada, 'make-break-glass-kit')
  const made = await ask()
  if (made.status !== 200) throw new Error(made.text)
  return (made.body as { kit: string }).kit
}
const test = async (kit: string) => {
  await confirmAct(app, browser, ada, 'test-break-glass-kit')
  return await browser.post('/api/account/break-glass-kit/test', { kit })
}
const use = async (kit: string, person: Pick<TestPerson, 'login'> = ada, from = app.browser({ ip: '192.0.2.66' })) => {
  await from.post('/api/sign-in', { login: person.login, password: testPassword })
  const typed = await from.post('/api/sign-in/access-code', { code: kit })
  return { from, typed }
}

describe('RR-11 the break-glass kit', () => {
  it('is made anew with a fresh confirmation, shown once, and kept as a digest alone', async () => {
    expect((await ask()).body).toMatchObject({ code: 'confirmation_needed', detail: { act: 'make-break-glass-kit' } })
    const kit = await make()
    expect(kit).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
    const bare = kit.replaceAll('-', '')
    for (const table of ['break_glass_kit', 'audit', 'notice'] as const)
      expect(JSON.stringify(await app.core.db.selectFrom(table).selectAll().execute()), table).not.toContain(bare)
    expect(JSON.stringify(app.core.log.lines)).not.toContain(bare)
    expect((await browser.get('/api/account/security')).body).toMatchObject({ breakGlass: { madeAt: app.core.clock.now() } })
  })
  it('with login and password of an administrator gives that browser a day, told to all', async () => {
    const bob = await makePerson(app.core, { login: 'bob', role: 'admin' })
    const kit = await make()
    const { from, typed } = await use(kit.toLowerCase().replaceAll('-', ' '), bob)
    expect(typed.status).toBe(200)
    expect((await from.post('/api/sign-in/finish')).status).toBe(200)
    const now = app.core.clock.now()
    expect((await from.get('/api/session')).body).toMatchObject({ access: 'one-factor', suspension: { endsAt: now + hours(24) } })
    expect((await app.mailTo(ada.email)).text).toContain('The break-glass kit was used')
    expect((await use(kit)).typed.status, 'it is used up').toBe(422)
  })
  it('alone, or with a member’s password, gives nothing, and is not used up by it', async () => {
    const kit = await make()
    const ana = await makePerson(app.core, { login: 'ana' })
    expect((await app.browser().post('/api/sign-in/access-code', { code: kit })).status).toBe(409)
    expect((await use(kit, ana)).typed.body).toMatchObject({ code: 'access_code_wrong' })
    expect((await use(kit)).typed.status).toBe(200)
  })
  it('the one before is void, and a made-up one is wrong', async () => {
    const old = await make()
    const fresh = await make()
    expect((await use(old)).typed.body).toMatchObject({ code: 'access_code_wrong' })
    expect((await use(shownKit('0'.repeat(28)))).typed.body).toMatchObject({ code: 'access_code_wrong' })
    expect((await use(fresh)).typed.status).toBe(200)
  })
  it('is tested in a full session with a fresh confirmation, which uses nothing of it up', async () => {
    const kit = await make()
    expect((await browser.post('/api/account/break-glass-kit/test', { kit })).body).toMatchObject({ code: 'confirmation_needed' })
    expect((await test(shownKit('0'.repeat(28)))).body).toMatchObject({ code: 'code_not_accepted' })
    const again = await browser.post('/api/account/break-glass-kit/test', { kit })
    expect(again.body, 'a wrong one used the confirmation up: nobody tries kits').toMatchObject({ code: 'confirmation_needed' })
    expect((await test(kit)).status).toBe(200)
    expect((await browser.get('/api/account/security')).body).toMatchObject({ breakGlass: { testedAt: app.core.clock.now() } })
    expect((await use(kit)).typed.status).toBe(200)
  })
  it('is for administrators in a full session', async () => {
    const member = await signInAs(app, await makePerson(app.core), app.browser({ ip: '203.0.113.70' }))
    expect((await ask(member)).body).toMatchObject({ code: 'role_too_low' })
    expect((await member.get('/api/account/security')).body).not.toHaveProperty('breakGlass')
    const { from } = await use(await make())
    await from.post('/api/sign-in/finish')
    expect((await ask(from)).body).toMatchObject({ code: 'access_too_low' })
  })
})

describe('RR-11 the first kit', () => {
  it('comes in the set-up of the first administrator, without a confirmation, and in nobody else’s', async () => {
    const fresh = await buildTestApp()
    const token = /#([\w-]{43})$/.exec((await makeFirstStartLink(fresh.core)) ?? '')?.[1] ?? ''
    const first = fresh.browser()
    await first.post('/api/links/first-start', { token, name: 'Eve', login: 'eve', email: 'eve@example.org', password: testPassword })
    await first.post('/api/sign-in/finish')
    expect((await first.get('/api/session')).body).toMatchObject({ access: 'set-up' })
    expect((await ask(first)).status).toBe(200)
    // Somebody else is an administrator with a complete set-up meanwhile: the first one is not the first any more.
    await makePerson(fresh.core, { role: 'admin' })
    expect((await ask(first)).body).toMatchObject({ code: 'access_too_low' })
    await fresh.close()
  })
  it('or in the session that the set-up led to, for 15 minutes, while there is none', async () => {
    await app.core.db.updateTable('session').set({ started_as: 'set-up' }).execute()
    app.core.live.publish(`account:${ada.id}`)
    expect((await ask()).status).toBe(200)
    expect((await ask()).body, 'there is one now').toMatchObject({ code: 'confirmation_needed' })
    await app.core.db.deleteFrom('break_glass_kit').execute()
    app.core.clock.advance(minutes(15))
    expect((await ask()).body).toMatchObject({ code: 'confirmation_needed' })
  })
})

describe('what is typed as a kit', () => {
  it('is read in any case, with or without dashes, and never taken for an access code', () => {
    const character = fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ')
    fc.assert(
      fc.property(fc.array(character, { minLength: 28, maxLength: 28 }), (drawn) => {
        const kit = drawn.join('')
        expect(normaliseKit(shownKit(kit).toLowerCase())).toBe(kit)
        expect(normaliseKit(kit.slice(0, 8))).toBeUndefined()
      }),
    )
  })
})
