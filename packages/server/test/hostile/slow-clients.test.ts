import type { AddressInfo } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../src/testing/whole.ts'
import { openRaw, type RawClient, rawRequest } from './raw-client.ts'

// Clients that are slow, broken or rude, over real sockets: the service cuts off who is late, and goes on answering everybody else.

let app: TestApp
let ana: TestPerson
let half: TestBrowser
let port: number
const clients: RawClient[] = []

const cookieOf = (browser: TestBrowser): string => [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
async function open(): Promise<RawClient> {
  const client = await openRaw(port)
  clients.push(client)
  return client
}
const many = async (times: number, begin: (client: RawClient) => void): Promise<RawClient[]> => {
  const opened: RawClient[] = []
  for (let n = 0; n < times; n++) {
    const client = await open()
    begin(client)
    opened.push(client)
  }
  return opened
}

/** Somebody else, at this moment: the page, and a whole password step. */
async function othersAreAnswered(): Promise<void> {
  const client = await open()
  client.write(rawRequest({ path: '/api/sign-in' }))
  await client.until(/HTTP\/1\.1 200 /)
  client.write(rawRequest({ path: '/api/sign-in', body: JSON.stringify({ login: ana.login, password: testPassword }) }))
  await client.until(/HTTP\/1\.1 200 /, 2)
  client.drop()
}

/** Until the service has noticed that they are gone. */
async function untilConnections(left: number): Promise<void> {
  const now = () => new Promise<number>((resolve) => app.app.server.getConnections((_error, count) => resolve(count)))
  while ((await now()) > left) await turn()
}

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana' })
  half = app.browser()
  await half.post('/api/sign-in', { login: 'ana', password: testPassword })
})
afterEach(async () => {
  for (const client of clients.splice(0)) client.drop()
  await app.close()
})

async function listen(): Promise<void> {
  await app.app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.app.server.address() as AddressInfo).port
}

describe('slow clients', () => {
  it('have half a minute for headers and body, as shipped', () => {
    expect(app.app.server.requestTimeout).toBe(30_000)
    expect(app.app.server.headersTimeout).toBeGreaterThan(0)
    expect(app.app.server.headersTimeout).toBeLessThanOrEqual(60_000)
  })

  it('1,000 idle streams, 200 slow headers and 200 slow bodies leave others their answers, and every stream its event', async () => {
    await listen()
    // As many as one sign-in may have open at once, of each of 125.
    const waiting = [half, ...Array.from({ length: 124 }, () => app.browser())]
    for (const browser of waiting.slice(1)) await browser.post('/api/sign-in', { login: 'ana', password: testPassword })
    const streams: RawClient[] = []
    for (const browser of waiting)
      streams.push(...(await many(8, (client) => client.write(rawRequest({ path: '/api/sign-in/events', cookie: cookieOf(browser) })))))
    await many(200, (client) => client.write('POST /api/sign-in HTTP/1.1\r\nhost: login.example.org\r\nx-slow: '))
    await many(200, (client) => client.write(rawRequest({ path: '/api/sign-in', body: '{"login":"a', length: 5000 })))
    await Promise.all(streams.map((client) => client.until(/data: look/)))
    await othersAreAnswered()
    for (const { id } of await app.core.db.selectFrom('sign_in').select('id').execute()) app.core.live.publish(`sign-in:${id}`)
    await Promise.all(streams.map((client) => client.until(/data: look/, 2)))
    for (const client of clients.splice(0)) client.drop()
    await untilConnections(0)
    await othersAreAnswered()
  })

  it('are cut off when their time is over, with a refusal in our form', async () => {
    Object.assign(app.app.server, { headersTimeout: 100, requestTimeout: 200, connectionsCheckingInterval: 20 })
    await listen()
    const headers = await open()
    headers.write('GET /api/sign-in HTTP/1.1\r\nhost: login.example.org\r\nx-slow: ')
    const body = await open()
    body.write(rawRequest({ path: '/api/sign-in', body: '{"login":"a', length: 5000 }))
    for (const client of [headers, body]) {
      const answer = await client.closed()
      expect(answer).toMatch(/^HTTP\/1\.1 408 /)
      expect(answer).toContain("content-security-policy: default-src 'none'")
      expect(answer).toContain('"code":"bad_request"')
    }
    // A busy machine is no slow client.
    Object.assign(app.app.server, { headersTimeout: 60_000, requestTimeout: 30_000 })
    await othersAreAnswered()
  })

  it('that send and never read are not answered on and on, and keep nobody waiting', async () => {
    await listen()
    const rude = await open()
    rude.socket.pause()
    for (let n = 0; n < 20_000; n++) rude.write(rawRequest({ path: '/api/sign-in' }))
    await othersAreAnswered()
  })

  it('that go away in the middle leave nothing', async () => {
    await listen()
    const signIns = async () => (await app.core.db.selectFrom('sign_in').select('id').execute()).length
    const before = await signIns()
    const begun = await many(200, (client) => client.write(rawRequest({ path: '/api/sign-in', body: '{"login":"ana","pass', length: 60 })))
    for (const client of begun) client.drop()
    const left = await many(20, (client) =>
      client.write(rawRequest({ path: '/api/sign-in', body: JSON.stringify({ login: 'ana', password: 'wrong' }) })),
    )
    for (const client of left) client.drop()
    await untilConnections(0)
    expect(await signIns()).toBe(before)
    expect(app.core.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})

describe('what is no request', () => {
  const answerTo = async (text: string): Promise<string> => {
    const client = await open()
    client.write(text)
    return await client.closed()
  }

  it.each([
    ['headers of 32 KB', rawRequest({ path: '/api/sign-in', more: [`x-long: ${'a'.repeat(32_768)}`] }), 431],
    ['an address of 32 KB', rawRequest({ path: `/${'a'.repeat(32_768)}` }), 431],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
    ['a header with a line break inside', 'GET / HTTP/1.1\r\nhost: a\r\nx: a\nb\r\n\r\n', 400],
    ['two lengths', 'POST /api/sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\nabc', 400],
    [
      'a length and chunks',
      'POST /api/sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
    ['a length that is none', 'POST /api/sign-in HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n', 400],
    ['a method that is none', 'BREW /api/sign-in HTTP/1.1\r\nhost: a\r\n\r\n', 400],
  ])('%s is refused in our form, and the connection closed', async (_what, text, status) => {
    await listen()
    const answer = await answerTo(text)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(answer).toContain('x-content-type-options: nosniff')
    expect(answer).toMatch(/"code":"(bad_request|too_large)"/)
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  it('a body of a megabyte is refused before it has come', async () => {
    await listen()
    const client = await open()
    client.write(rawRequest({ path: '/api/sign-in', body: '{', length: 1_000_000 }))
    expect(await client.until(/too_large/)).toMatch(/^HTTP\/1\.1 413 /)
  })

  it.each([
    '/api/x/../session',
    '/api/./session',
    '/api//session',
    '//api/session',
    '/api\\session',
    '/api/%2e%2e/api/session',
    '/%2fapi/session',
    '/API/session',
    '/api/session/',
    '/api/session%00',
    '/api/session;a=b',
  ])('%s is no other way to write an address', async (path) => {
    await listen()
    const client = await open()
    client.write(rawRequest({ path }))
    expect(await client.until(/"code":"\w+"/)).toMatch(/^HTTP\/1\.1 40[04] /)
  })

  it('the head of a stream is answered and done', async () => {
    await listen()
    const client = await open()
    client.write(rawRequest({ method: 'HEAD', path: '/api/sign-in/events', cookie: cookieOf(half) }))
    client.write(rawRequest({ path: '/api/sign-in' }))
    expect(await client.until(/HTTP\/1\.1 200 /, 2)).toContain('content-type: text/event-stream')
  })
})
