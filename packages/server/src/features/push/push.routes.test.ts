import type { PhoneMe } from '@sparekey/protocol/phone'
import type { Static } from 'typebox'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { newKeyPair } from '../../kernel/p256.ts'
import { seededRandom } from '../../testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestPerson } from '../../testing/whole.ts'

let app: TestApp
let ana: TestPerson
let token: string

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core)
  const away = app.browser()
  const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
  token = ((await away.post('/api/phone/token', ana.phone.prove(nonce))).body as { token: string }).token
})
afterEach(() => app.close())

const ask = (method: 'GET' | 'PUT', path: string, body?: unknown) =>
  app.browser({ ip: '198.51.100.9' }).request(method, `/api/phone/${path}`, body, { authorization: `Bearer ${token}` })
const subscription = {
  endpoint: 'https://push.example.net/abc',
  p256dh: newKeyPair(seededRandom('phone')).publicKey,
  auth: 'AAAAAAAAAAAAAAAAAAAAAA',
}
const code = (answer: { body: unknown }) => (answer.body as { code: string }).code

describe('a phone turns notifications on', () => {
  it('with the key of this installation, and is told that it did', async () => {
    expect((await ask('GET', 'push-key')).body).toEqual({ key: app.core.push.publicKey })
    expect(((await ask('GET', 'me')).body as Static<typeof PhoneMe>).push).toBe(false)
    expect((await ask('PUT', 'push', subscription)).status).toBe(200)
    expect((await ask('PUT', 'push', subscription)).status).toBe(200)
    expect(((await ask('GET', 'me')).body as Static<typeof PhoneMe>).push).toBe(true)
  })

  it('R-84 not at an address that is no push service’s', async () => {
    for (const endpoint of ['https://push.example.net.evil.example/x', 'http://push.example.net/x', 'https://127.0.0.1/x', 'x', '']) {
      const refused = await ask('PUT', 'push', { ...subscription, endpoint })
      expect(refused.status).toBe(422)
      expect(code(refused)).toBe('push_endpoint_refused')
    }
  })

  it('not with keys of another form', async () => {
    for (const body of [{}, { ...subscription, auth: 'x' }, { ...subscription, p256dh: 'A'.repeat(87) }, { ...subscription, more: 1 }]) {
      expect((await ask('PUT', 'push', body)).status).toBe(400)
    }
  })

  it('not without proving itself', async () => {
    expect((await app.browser().get('/api/phone/push-key')).status).toBe(401)
    expect((await app.browser().request('PUT', '/api/phone/push', subscription)).status).toBe(401)
  })

  it('and learns where push is off', async () => {
    app.core.config.push.subject = ''
    const answer = await ask('GET', 'push-key')
    expect(answer.status).toBe(503)
    expect(code(answer)).toBe('unavailable')
  })
})
