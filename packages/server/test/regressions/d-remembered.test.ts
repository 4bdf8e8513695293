import { afterEach, beforeEach, expect, it } from 'vitest'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import { confirmAct, makePerson, signInAs, type TestBrowser } from '../../src/testing/whole.ts'
import { begin, copyOf, finish, openWorld, rememberedBrowser, setRule, viewOf, type World } from './world.ts'

// Sections D and F: browsers that are known, and browsers that skip the confirmation.

let world: World

beforeEach(async () => {
  world = await openWorld()
  await setRule(world.app, 'rememberDays', '30')
})
afterEach(() => world.app.close())

/** What the password alone leads to here. */
async function stepOf(browser: TestBrowser): Promise<string> {
  await begin(browser, world.ana.login)
  return (await viewOf(browser)).step
}
const known = async (browser: TestBrowser) => {
  await begin(browser, world.ana.login)
  const { db } = world.app.core
  const newest = db.selectFrom('sign_in').select('known_browser').where('state', '=', 'waiting').orderBy('created_at', 'desc')
  return (await newest.executeTakeFirstOrThrow()).known_browser
}

it('regress/R-76 whether a browser is known is decided here: not after its time, and not after it was forgotten', async () => {
  const { app, ana } = world
  const browser = await signInAs(app, ana)
  expect(await known(browser)).toBe(1)
  app.core.clock.advance(days(180))
  expect(await known(browser)).toBe(0)
  const other = await signInAs(app, ana, app.browser({ ip: '203.0.113.9' }))
  await other.post('/api/session/log-out-everywhere')
  app.core.clock.advance(minutes(1))
  expect(await known(other)).toBe(0)
})

it('regress/R-76 whether a browser skips the confirmation is decided here, whatever its cookie says', async () => {
  const { app, ana } = world
  const [one, two, three] = [
    await rememberedBrowser(world, '203.0.113.1'),
    await rememberedBrowser(world, '203.0.113.2'),
    await rememberedBrowser(world, '203.0.113.3'),
  ]
  expect(await stepOf(one)).toBe('finish')
  expect((await finish(one)).status).toBe(200)
  expect((await one.get('/api/session')).body).toMatchObject({ access: 'one-factor' })
  const { body } = await one.get('/api/account/remembered')
  const other = (body as { browsers: { id: string; current: boolean }[] }).browsers.find((each) => !each.current)
  expect((await one.post(`/api/account/remembered/${other?.id}/forget`)).status).toBe(200)
  const steps = [await stepOf(two), await stepOf(three)]
  expect(steps.sort()).toEqual(['confirm', 'finish'])
  await setRule(app, 'rememberDays', '7')
  app.core.clock.advance(days(7))
  for (const browser of [one, two, three]) expect(await stepOf(browser)).toBe('confirm')
  await setRule(app, 'rememberDays', '30')
  app.core.clock.advance(days(23))
  for (const browser of [one, two, three]) expect(await stepOf(browser)).toBe('confirm')
  expect((await begin(app.browser(), ana.login)).status).toBe(200)
})

it('regress/R-92 a copied cookie of a browser that skips the confirmation ends what either of the two holds, and its owner hears of it', async () => {
  const { app, ana } = world
  const browser = await rememberedBrowser(world)
  const thief = copyOf(app, browser)
  await begin(thief, ana.login)
  expect((await finish(thief)).status).toBe(200)
  expect((await thief.get('/api/session')).status).toBe(200)
  app.core.clock.advance(hours(1) / 3)
  // The owner comes with the cookie that the thief used up.
  expect(await stepOf(browser)).toBe('confirm')
  expect((await thief.get('/api/session')).status).toBe(401)
  expect(await stepOf(thief)).toBe('confirm')
  const told = await app.core.db.selectFrom('notice').select('kind').where('kind', '=', 'remembered-copied').execute()
  expect(told).toHaveLength(1)
})

it('regress/R-86 a browser that skipped the confirmation asks for it after its account was disabled and enabled', async () => {
  const { app, ana } = world
  const browser = await rememberedBrowser(world)
  const admin = await makePerson(app.core, { login: 'ada', role: 'admin' })
  const administrators = await signInAs(app, admin, app.browser({ ip: '203.0.113.44' }))
  for (const act of ['disable', 'enable']) {
    await confirmAct(app, administrators, admin, `${act}-account`, { account: ana.id })
    expect((await administrators.post(`/api/console/people/${ana.id}/${act}`)).status).toBe(200)
  }
  expect(await stepOf(browser)).toBe('confirm')
})
