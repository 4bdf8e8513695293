import { afterEach, beforeEach, expect, it } from 'vitest'
import { readConfig } from '../../src/config/index.ts'
import { newKeyPair } from '../../src/kernel/p256.ts'
import { seededRandom } from '../../src/testing/index.ts'
import { testPassword } from '../../src/testing/whole.ts'
import { code, openWorld, phoneToken, type World } from './world.ts'

// Section E: what proxies and headers say, and where the service can be made to call.

let world: World

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

it('regress/R-81 as shipped no proxy is trusted: what an address header or a host header says changes nothing', async () => {
  const shipped = readConfig({})
  if ('problems' in shipped) throw new Error(shipped.problems.join('\n'))
  await world.app.close()
  world = await openWorld({ config: { trustedProxies: shipped.trustedProxies } })
  const { app, ana } = world
  const forged = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    'x-forwarded-uri': '/health',
    'x-original-url': '/health',
    'x-forwarded-prefix': '/evil',
    'x-forwarded-for': '127.0.0.1',
    x_forwarded_for: '127.0.0.1',
  }
  const begun = await app
    .browser({ ip: '203.0.113.60' })
    .request('POST', '/api/sign-in', { login: ana.login, password: testPassword }, forged)
  for (const line of [begun.headers['set-cookie'] ?? []].flat()) expect(line).toMatch(/^__Host-.*; Secure/)
  expect(begun.text).toContain('https://login.example.org/')
  expect(begun.text).not.toContain('evil')
  await app.browser({ ip: '203.0.113.60' }).request('POST', '/api/forgotten-password', { login: ana.login }, forged)
  app.core.clock.advance(10_000)
  expect((await app.mailTo(ana.email)).text).toContain('https://login.example.org/link/reset#')
  expect((await app.core.db.selectFrom('sign_in').select('ip').execute()).map((row) => row.ip)).toEqual(['203.0.113.60'])
  expect((await app.browser().request('GET', '/api/session', undefined, forged)).status).toBe(401)
})

it('regress/R-84 a phone cannot name an address for the service to call but that of a listed push service', async () => {
  const { app, ana } = world
  const token = await phoneToken(app, ana.phone)
  const keys = { p256dh: newKeyPair(seededRandom('phone')).publicKey, auth: 'AAAAAAAAAAAAAAAAAAAAAA' }
  const put = async (endpoint: string) =>
    code(await app.browser().request('PUT', '/api/phone/push', { endpoint, ...keys }, { authorization: `Bearer ${token}` }))
  for (const endpoint of [
    'https://evil.example/push.example.net',
    'https://evil.example/?https://push.example.net/x',
    'https://evil.example/#push.example.net',
    'https://push.example.net.evil.example/x',
    'https://evilpush.example.net/x',
    'https://push.example.net@evil.example/x',
    'https://evil.example\\@push.example.net/x',
    'https://user:word@push.example.net/x',
    'https://push.example.net:8443/x',
    'http://push.example.net/x',
    'ftp://push.example.net/x',
    'https://127.0.0.1/push.example.net',
    'https://[::1]/push.example.net',
    'https://2130706433/push.example.net',
    'https://0x7f.1/push.example.net',
    'https://169.254.169.254/latest/meta-data/push.example.net',
    'https://push.example.net%00.evil.example/x',
    'https://push.example.net\t.evil.example/x',
    '//push.example.net/x',
    'push.example.net',
  ])
    expect([400, 'bad_request', 'push_endpoint_refused'], endpoint).toContain(await put(endpoint))
  expect(await app.core.db.selectFrom('push_subscription').select('id').execute()).toEqual([])
  expect(await put('https://push.example.net/x')).toBe(200)
})
