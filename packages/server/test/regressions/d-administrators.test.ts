import { afterEach, beforeEach, expect, it } from 'vitest'
import { days } from '../../src/kernel/clock.ts'
import { makeAccountRow } from '../../src/testing/index.ts'
import { makePerson, signInAs, type TestBrowser, type TestPerson } from '../../src/testing/whole.ts'
import { apiRoutes, call, code, openWorld, rememberedBrowser, setRule, type World } from './world.ts'

// Section D: what belongs to somebody else, and what a role may do and see.

let world: World
let admin: TestPerson
let ben: TestPerson
let hers: TestBrowser
let his: TestBrowser

beforeEach(async () => {
  world = await openWorld()
  const { app, ana } = world
  admin = await makePerson(app.core, { login: 'ada', role: 'admin' })
  ben = await makePerson(app.core, { login: 'ben' })
  hers = await signInAs(app, ana, app.browser({ ip: '203.0.113.41' }))
  his = await signInAs(app, ben, app.browser({ ip: '203.0.113.42' }))
})
afterEach(() => world.app.close())

const idsOf = async (account: string): Promise<Record<string, string>> => {
  const { db } = world.app.core
  const one = async (table: 'device' | 'session' | 'email' | 'recovery_code_set' | 'phone_number') =>
    (await db.selectFrom(table).select('id').where('account_id', '=', account).executeTakeFirst())?.id ?? ''
  const browser =
    (await db.selectFrom('browser_account').select('browser_id').where('account_id', '=', account).executeTakeFirst())?.browser_id ?? ''
  const found = {
    device: await one('device'),
    session: await one('session'),
    email: await one('email'),
    set: await one('recovery_code_set'),
  }
  return { ...found, ...(account === world.ana.id ? { number: await one('phone_number') } : {}), browser, account }
}

/** What an account has, as far as somebody else could change it. */
async function holdings(account: string): Promise<string> {
  const { db } = world.app.core
  const rows = []
  for (const table of ['device', 'email', 'recovery_code_set', 'phone_number', 'browser_account', 'remembered_browser'] as const)
    rows.push(await db.selectFrom(table).selectAll().where('account_id', '=', account).execute())
  rows.push(await db.selectFrom('session').select(['id', 'ended_at', 'access']).where('account_id', '=', account).execute())
  rows.push(await db.selectFrom('account').selectAll().where('id', '=', account).execute())
  return JSON.stringify(rows)
}

it('regress/R-68 nobody lists, renames, ends or removes what is another account’s', async () => {
  const { app, ana } = world
  await setRule(app, 'rememberDays', '30')
  await rememberedBrowser(world)
  const remembered = (await app.core.db.selectFrom('remembered_browser').select('id').executeTakeFirstOrThrow()).id
  const ids: Record<string, string> = { ...(await idsOf(ana.id)), remembered }
  const before = await holdings(ana.id)
  const own = apiRoutes(app).filter((one) => /^\/api\/(account|pairings|set-up|session$)/.test(one.url) && !one.config.stream)
  for (const route of own)
    for (const id of Object.values(ids)) {
      if (route.url.endsWith('log-out') || route.url.endsWith('everywhere')) continue
      const known = { set: ids.set, number: ids.number, device: ids.device, replaces: ids.device, name: 'mine now' }
      const given = await call(his, route, { id, known })
      if (route.url.includes(':id') && !route.url.endsWith('/browsers/:id/forget'))
        expect(given.status, `${route.method} ${route.url} ${id}`).not.toBe(200)
    }
  expect(await holdings(ana.id)).toBe(before)
})

it('regress/R-69 every act of an administrator is refused to members and approvers, and to an administrator without a confirmation', async () => {
  const { app, ana } = world
  const approver = await makePerson(app.core, { login: 'abe', role: 'approver' })
  const approvers = await signInAs(app, approver, app.browser({ ip: '203.0.113.43' }))
  const administrators = await signInAs(app, admin, app.browser({ ip: '203.0.113.44' }))
  const before = await holdings(ana.id)
  const console = apiRoutes(app).filter((one) => one.url.startsWith('/api/console/') && !one.config.stream)
  for (const route of console) {
    const { access } = route.config
    const roles = (typeof access === 'object' ? access.role : undefined) ?? []
    for (const [role, browser] of [
      ['member', his],
      ['approver', approvers],
    ] as const)
      if (!roles.includes(role)) {
        const given = await call(browser, route, { id: ana.id })
        if (given.status !== 400) expect(code(given), `${role} ${route.method} ${route.url}`).toBe('role_too_low')
      }
  }
  const { id: late } = await makeAccountRow(app.core)
  const acts: [string, object][] = [
    [`people/${ana.id}/disable`, {}],
    [`people/${ana.id}/delete`, {}],
    [`people/${ana.id}/role`, { role: 'admin' }],
    [`people/${ana.id}/reset-link`, {}],
    [`people/${ana.id}/allow-typed-methods`, {}],
    [`people/${ana.id}/manager`, { manager: ben.id }],
    [`people/${ana.id}/contact-number`, { number: '+4915129998877' }],
    ['invitations', { login: 'eve', name: 'Eve', email: 'eve@evil.example', role: 'admin', groups: [] }],
    [`people/${late}/deadline`, { until: app.core.clock.now() + days(20), reason: 'On leave' }],
  ]
  const draft = { scope: 'everyone', changes: [{ setting: 'rememberDays', value: '30' }] }
  const { digest } = (await administrators.post('/api/console/policy/preview', draft)).body as { digest: string }
  acts.push(['policy', { ...draft, digest }], ['record/export', { format: 'csv' }])
  for (const [path, body] of acts) {
    for (const browser of [his, approvers]) expect(code(await browser.post(`/api/console/${path}`, body)), path).toBe('role_too_low')
    expect(code(await administrators.post(`/api/console/${path}`, body)), path).toBe('confirmation_needed')
  }
  expect(await holdings(ana.id)).toBe(before)
})

it('regress/R-71 a stolen session of an administrator makes nothing that outlives it', async () => {
  const { app, ana } = world
  const stolen = await signInAs(app, admin, app.browser({ ip: '203.0.113.44' }))
  for (const [path, body] of [
    ['/api/account/break-glass-kit', {}],
    ['/api/console/invitations', { login: 'eve', name: 'Eve', email: 'eve@evil.example', role: 'admin', groups: [] }],
    [`/api/console/people/${ana.id}/reset-link`, {}],
    ['/api/pairings', {}],
    ['/api/account/recovery-codes', {}],
  ] as const)
    expect(code(await stolen.post(path, body)), path).toBe('confirmation_needed')
  expect(await app.core.db.selectFrom('break_glass_kit').select('id').execute()).toEqual([])
})

/** What the database holds to check somebody with. */
async function secretsInRows(): Promise<string[]> {
  const { db } = world.app.core
  const found: string[] = [world.number]
  for (const { name, columns } of await db.introspection.getTables())
    for (const column of columns.filter((one) => /digest|hash|sealed|mac|salt|sign_key|server_key/.test(one.name)))
      for (const row of await db
        .selectFrom(name as 'account')
        .selectAll()
        .execute())
        found.push(String((row as unknown as Record<string, unknown>)[column.name] ?? ''))
  return found.filter((value) => value.length > 8)
}

it('regress/R-72 an administrator reads no password hash, key, code or digest of anybody', async () => {
  const { app, ana } = world
  const browser = await signInAs(app, admin, app.browser({ ip: '203.0.113.44' }))
  const secrets = [...(await secretsInRows()), ...ana.codes, ...ana.codes.map((one) => one.replaceAll('-', ''))]
  expect(secrets.length).toBeGreaterThan(40)
  let read = 0
  for (const route of apiRoutes(app).filter((one) => one.method === 'GET' && !one.config.stream))
    for (const reader of [browser, hers]) {
      const given = await call(reader, route, { id: ana.id })
      if (given.status === 200) read += 1
      const leaked = secrets.filter((one) => given.text.includes(one))
      expect(leaked, `${route.url}`).toEqual([])
    }
  expect(read).toBeGreaterThan(15)
})

it('regress/R-73 a list holds what is one’s own', async () => {
  const { app, ana } = world
  await hers.get('/api/account/security')
  const foreign = [...Object.values(await idsOf(ana.id)), ana.email, ana.login, '203.0.113.41']
  for (const route of apiRoutes(app).filter(
    (one) => one.method === 'GET' && /^\/api\/(account|session|set-up|phone)/.test(one.url) && !one.config.stream,
  )) {
    const { text } = await call(his, route)
    expect(
      foreign.filter((one) => text.includes(one)),
      route.url,
    ).toEqual([])
  }
})
