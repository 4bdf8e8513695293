import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RouteEntry } from '../src/http/server.ts'
import { testSms } from '../src/testing/index.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../src/testing/whole.ts'

let app: TestApp
let ana: TestPerson
let admin: TestPerson
let visitors: Record<'nobody' | 'half' | 'member' | 'admin', TestBrowser>

/** What a hostile client sends where an object with fields belongs. */
const wrongBodies: unknown[] = [null, [], 'text', 42, true, { '': '' }, { constructor: { prototype: {} } }, { nested: { a: [{}] } }]
/** What it writes into a field. */
const wrongValues = [
  '',
  ' ',
  '\u0000',
  'x'.repeat(5000),
  '😀'.repeat(50),
  '\u202e<script>',
  null,
  -1,
  1e308,
  [],
  {},
  [['a']],
  "'; drop table account; --",
  '../../etc/passwd',
]

const apiRoutes = (): RouteEntry[] => app.app.routeTable.filter((route) => route.url.startsWith('/api/') && route.method !== 'HEAD')
const bodyFields = (route: RouteEntry): string[] => {
  const body = route.schema.body as { properties?: object; anyOf?: { properties?: object }[] } | undefined
  return [...new Set([body, ...(body?.anyOf ?? [])].flatMap((one) => Object.keys(one?.properties ?? {})))]
}
const addressOf = (route: RouteEntry, id: string): string => route.url.replace(/:\w+/g, encodeURIComponent(id))

/** Everything that a request may not change: all rows but counters, the record of attempts, and groups, whose names may be odd. */
async function state(): Promise<string> {
  const tables = [
    'account',
    'email',
    'device',
    'recovery_code_set',
    'recovery_code',
    'session',
    'membership',
    'browser_account',
    'phone_number',
    'sms_code',
  ] as const
  const rows = []
  for (const table of tables) rows.push(await app.core.db.selectFrom(table).selectAll().execute())
  return JSON.stringify(rows.map((one) => one.map((row) => ({ ...row, last_seen_at: 0 }))))
}

beforeAll(async () => {
  app = await buildTestApp({ config: { sms: testSms } })
  ana = await makePerson(app.core, { login: 'ana' })
  admin = await makePerson(app.core, { login: 'admin', role: 'admin' })
  const half = app.browser({ ip: '203.0.113.20' })
  visitors = {
    nobody: app.browser({ ip: '203.0.113.21' }),
    half,
    member: await signInAs(app, ana, app.browser({ ip: '203.0.113.22' })),
    admin: await signInAs(app, admin, app.browser({ ip: '203.0.113.23' })),
  }
  await half.post('/api/sign-in', { login: 'ana', password: testPassword })
})
afterAll(() => app.close())

describe('every route', () => {
  it('declares its access, its answer, and what it takes', () => {
    for (const route of apiRoutes()) {
      const name = `${route.method} ${route.url}`
      expect(route.config.access, name).toBeDefined()
      if (!route.config.stream) expect((route.schema.response as Record<string, unknown> | undefined)?.['200'], name).toBeDefined()
      if (route.url.includes(':')) expect(route.schema.params, name).toBeDefined()
      if (route.method !== 'GET') expect(route.schema.body, name).toBeDefined()
    }
    expect(apiRoutes().length).toBeGreaterThan(40)
  })

  it('refuses who has no session, half a sign-in, too little access or too low a role', async () => {
    for (const route of apiRoutes()) {
      const { access } = route.config
      if (typeof access !== 'object' && access !== 'phone') continue
      const address = addressOf(route, 'acc_aaaaaaaaaaaaaaaaaaaaaa')
      for (const visitor of [visitors.nobody, visitors.half]) {
        const body = Object.fromEntries(bodyFields(route).map((field) => [field, 'x']))
        const answer = await visitor.request(route.method as 'POST', address, route.method === 'GET' ? undefined : body)
        // A body of the wrong form may be refused first; nothing else may happen.
        expect([400, 401], `${route.method} ${route.url} ${answer.text}`).toContain(answer.status)
      }
      if (typeof access === 'object' && access.role && !access.role.includes('member') && route.method === 'GET')
        expect((await visitors.member.get(address)).status, route.url).toBe(403)
    }
  })

  it('refuses a change that another site asks for', async () => {
    for (const route of apiRoutes().filter((one) => one.method !== 'GET')) {
      const headers: Record<string, string>[] = [
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'null', 'sec-fetch-site': 'none' },
        { 'content-type': 'text/plain' },
      ]
      for (const header of headers) {
        const answer = await visitors.admin.request(route.method as 'POST', addressOf(route, ana.id), {}, header)
        expect([403, 415], `${route.method} ${route.url} ${JSON.stringify(header)}`).toContain(answer.status)
      }
    }
  })

  it('answers wrong input with a clear 4xx, never a 5xx, and changes nothing', async () => {
    const before = await state()
    for (const route of apiRoutes().filter((one) => !one.config.stream)) {
      // What needs nothing to be done takes any form of nothing: leaving is not wrong input.
      if (/log-out|\/leave$/.test(route.url)) continue
      const name = `${route.method} ${route.url}`
      const ids = ['acc_aaaaaaaaaaaaaaaaaaaaaa', 'x', '%00', '..%2F..', 'a'.repeat(300), '😀']
      for (const visitor of Object.values(visitors)) {
        for (const id of route.url.includes(':') ? ids : ['']) {
          const answer = await visitor.request(route.method as 'POST', addressOf(route, id), route.method === 'GET' ? undefined : [])
          expect(answer.status, `${name} ${id} ${answer.text}`).toBeLessThan(500)
        }
        if (route.method === 'GET') continue
        const address = addressOf(route, 'acc_aaaaaaaaaaaaaaaaaaaaaa')
        for (const body of wrongBodies) await expectClear(await visitor.request(route.method as 'POST', address, body), name)
        for (const field of bodyFields(route))
          for (const value of wrongValues)
            await expectClear(await visitor.request(route.method as 'POST', address, { [field]: value }), name)
      }
    }
    expect(await state()).toBe(before)
  })

  it('says the same of what is not there and of what is somebody else’s', async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const sets = await app.core.db.selectFrom('recovery_code_set').select('id').where('account_id', '=', ben.id).executeTakeFirstOrThrow()
    const others: [string, string, object][] = [
      [`/api/account/devices/${ben.phone.id}/rename`, '/api/account/devices/dev_aaaaaaaaaaaaaaaaaaaaaa/rename', { name: 'mine' }],
      ['/api/account/sessions/ses_aaaaaaaaaaaaaaaaaaaaaa/end', '/api/account/sessions/ses_bbbbbbbbbbbbbbbbbbbbbb/end', {}],
    ]
    for (const [theirs, none, body] of others) {
      const one = await visitors.member.post(theirs, body)
      const two = await visitors.member.post(none, body)
      expect(one.status).toBe(404)
      expect(one.text).toBe(two.text)
    }
    expect((await visitors.member.post('/api/account/recovery-codes/saved', { set: sets.id })).status).toBe(404)
  })
})

async function expectClear(answer: { status: number; text: string }, name: string): Promise<void> {
  expect(answer.status, `${name} ${answer.text}`).toBeLessThan(500)
  if (answer.status >= 400) expect(JSON.parse(answer.text), name).toMatchObject({ code: expect.any(String), message: expect.any(String) })
}
