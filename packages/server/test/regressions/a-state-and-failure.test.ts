import { sql } from 'kysely'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { confirmOnPhone, signInAs, type TestBrowser } from '../../src/testing/whole.ts'
import { answer, begin, code, countSessions, finish, half, openWorld, sentDigits, shown, signedIn, viewOf, type World } from './world.ts'

// Section A: state that a client can make up, notes that are bound to nothing, and parts that fail open.

let world: World

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

const lose = (table: string) => sql`alter table ${sql.table(table)} rename to ${sql.table(`${table}_lost`)}`.execute(world.app.core.db)

it.each<[string, () => Promise<unknown>]>([
  ['the number cannot be opened', () => world.app.core.db.updateTable('phone_number').set({ number_sealed: 'broken' }).execute()],
  ['the keys of the phones cannot be opened', () => world.app.core.db.updateTable('device').set({ otp_sealed: 'broken' }).execute()],
  ['the prompts cannot be read', () => lose('prompt')],
  ['the codes cannot be read', () => lose('recovery_code_set')],
  ['answers cannot be counted', () => lose('attempt_counter')],
  ['the rules cannot be read', () => lose('policy_rule')],
  ['remembered browsers cannot be read', () => lose('remembered_browser')],
  ['suspensions cannot be read', () => lose('suspension')],
  ['nothing can be recorded', () => lose('audit')],
])('regress/R-12 where %s, nobody gets in with less', async (_what, breakPart) => {
  const { app, ana } = world
  const begun = await half(app, ana)
  const confirmed = await half(app, ana, '203.0.113.8')
  await confirmOnPhone(app, confirmed, ana.phone)
  await breakPart()
  for (const browser of [begun, await half(app, ana, '203.0.113.9')]) {
    for (const method of ['sms', 'recovery-code', 'verification-code']) await answer(browser, method, '12345678')
    expect((await finish(browser)).status).not.toBe(200)
    expect(await signedIn(browser)).toBe(false)
  }
  // What was confirmed before may still be finished or fail: never with less than it had.
  if ((await finish(confirmed)).status === 200) expect((await confirmed.get('/api/session')).body).toMatchObject({ access: 'full' })
  expect(await countSessions(app)).toBeLessThan(2)
})

it('regress/R-19 what is done in one sign-in by one method is noted for that sign-in and that method', async () => {
  const { app, ana } = world
  const [one, two] = [await half(app, ana, '203.0.113.1'), await half(app, ana, '203.0.113.2')]
  await confirmOnPhone(app, two, ana.phone)
  expect((await viewOf(two)).step).toBe('finish')
  expect((await viewOf(one)).step).toBe('confirm')
  expect(code(await finish(one))).toBe('not_confirmed')
  const digits = await sentDigits(app, one)
  for (const method of ['recovery-code', 'verification-code']) expect((await answer(one, method, digits)).status).toBe(422)
  expect((await answer(one, 'sms', ana.codes[0] ?? '')).status).toBe(422)
  expect((await answer(one, 'sms', await shown(world))).status).toBe(422)
  for (const token of [one.cookies.get('__Host-sign-in'), two.cookies.get('__Host-sign-in'), digits.repeat(8).slice(0, 43)])
    expect((await one.post('/api/links/reset', { token, password: 'seven quiet otters on a lamp' })).status).toBe(410)
  expect(code(await finish(one))).toBe('not_confirmed')
})

/** Every value that somebody may know of or read in a copy of the database. */
async function knownValues(): Promise<string[]> {
  const { db } = world.app.core
  const rows = [
    await db.selectFrom('sign_in').select(['id', 'digest', 'account_id']).execute(),
    await db.selectFrom('session').select(['id', 'digest']).execute(),
    await db.selectFrom('browser').select(['id', 'digest']).execute(),
    await db.selectFrom('device').select(['id', 'sign_key']).execute(),
  ]
  return ['', '0', '1', 'true', 'null', 'undefined', '{}', ...rows.flat().flatMap((row) => Object.values(row))]
}

const withCookies = (value: string, names = ['session', 'sign-in', 'browser', 'request']): TestBrowser => {
  const browser = world.app.browser({ ip: '198.51.100.1' })
  for (const name of names) browser.cookies.set(`__Host-${name}`, value)
  return browser
}

it('regress/R-22 no cookie can be made from what is known of a sign-in, a session, a browser or a person', async () => {
  const { app, ana } = world
  await signInAs(app, ana)
  const confirmed = await half(app, ana, '203.0.113.8')
  await confirmOnPhone(app, confirmed, ana.phone)
  for (const value of await knownValues()) {
    const forger = withCookies(value)
    expect((await forger.get('/api/session')).status, value).toBe(401)
    expect((await viewOf(forger)).step, value).toBe('password')
    expect((await finish(forger)).status, value).not.toBe(200)
    await begin(forger, ana.login)
    const { known_browser: known } = await app.core.db
      .selectFrom('sign_in')
      .selectAll()
      .orderBy('created_at', 'desc')
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
    expect(known, value).toBe(0)
  }
})

it('regress/R-23 an id without its secret, an empty one and an unsigned one are nothing', async () => {
  const { app, ana } = world
  await signInAs(app, ana)
  for (const value of await knownValues())
    for (const name of ['session', 'sign-in']) expect((await withCookies(value, [name]).get('/api/session')).status).toBe(401)
  const until = app.core.clock.now() + 60_000
  const mac = 'A'.repeat(43)
  for (const token of [
    ana.phone.id,
    `${ana.phone.id}.1.${until}`,
    `${ana.phone.id}.1.${until}.`,
    `${ana.phone.id}.1.${until}.${mac}`,
    `${ana.phone.id}.1..${mac}`,
    '...',
  ]) {
    const given = await app.browser().request('GET', '/api/phone/prompts', undefined, { authorization: `Bearer ${token}` })
    expect(given.status, token).toBe(401)
  }
})
