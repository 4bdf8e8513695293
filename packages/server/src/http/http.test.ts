import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { safeReturn } from '../features/sign-in/start-sign-in.ts'
import { buildTestApp, makePerson, signInAs, type TestApp } from '../testing/whole.ts'
import { agentName } from './visitor.ts'

let app: TestApp
beforeEach(async () => {
  app = await buildTestApp()
})
afterEach(() => app.close())

describe('what every answer carries', () => {
  it('P-72 P-73 a strict policy, no caching and no framing, on refusals too', async () => {
    for (const path of ['/api/sign-in', '/api/session', '/nothing/here']) {
      const { headers } = await app.browser().get(path)
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'")
      expect(headers['content-security-policy']).not.toContain('unsafe')
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['strict-transport-security']).toMatch(/max-age=(3153|6307)\d{4}/)
    }
  })
  it('an address that cannot be decoded, or is too long, is refused in our form: it is not quoted, and the headers are there', async () => {
    for (const path of ['/api/session%', '/api/%zz', '/api/account/sessions/%/end', `/api/console/people/${'a'.repeat(200)}`]) {
      const { status, headers, body, text } = await app.browser().get(path)
      expect([400, 404, 414], path).toContain(status)
      expect(body).toMatchObject({ code: expect.stringMatching(/^(bad_request|not_found)$/) })
      expect(text).not.toContain('api')
      expect(headers['content-security-policy']).toContain("default-src 'none'")
    }
  })
  it('P-70 X-16 cookies that only this host gets, over https, and no script reads', async () => {
    const ana = await makePerson(app.core)
    const browser = app.browser()
    const seen: string[] = []
    const begun = await browser.post('/api/sign-in', { login: ana.login, password: 'correct horse battery staple' })
    seen.push(...[begun.headers['set-cookie'] ?? []].flat())
    const other = await signInAs(app, ana)
    expect([...other.cookies.keys()]).toContain('__Host-session')
    expect(seen.length).toBeGreaterThan(0)
    for (const line of seen) expect(line).toMatch(/^__Host-[\w-]+=[\w-]+; Path=\/; HttpOnly; SameSite=Lax; Secure/)
  })
  it('X-22 a session value that somebody planted is never taken over', async () => {
    const ana = await makePerson(app.core)
    const browser = app.browser()
    browser.cookies.set('__Host-session', 'A'.repeat(43))
    await signInAs(app, ana, browser)
    expect(browser.cookies.get('__Host-session')).not.toBe('A'.repeat(43))
  })
})

describe('who asks', () => {
  it('R-41 a header of the visitor names no other address: as shipped no proxy is trusted', async () => {
    const ana = await makePerson(app.core)
    for (let n = 0; n < 5; n++)
      await app
        .browser({ ip: '203.0.113.50' })
        .request(
          'POST',
          '/api/sign-in',
          { login: ana.login, password: 'wrong' },
          { 'x-forwarded-for': `198.51.100.${n}`, 'x-real-ip': '10.0.0.1' },
        )
    const sixth = await app
      .browser({ ip: '203.0.113.50' })
      .request('POST', '/api/sign-in', { login: ana.login, password: 'wrong' }, { 'x-forwarded-for': '198.51.100.99' })
    expect(sixth.status).toBe(429)
    const events = await app.core.db.selectFrom('login_event').select('ip').execute()
    expect(new Set(events.map((event) => event.ip))).toEqual(new Set(['203.0.113.50']))
  })
  it('X-26 the browser is named in words that the library knows, whatever the header says', () => {
    expect(agentName('<script>alert(1)</script>\r\nSet-Cookie: a=b')).not.toMatch(/[<>\r\n]/)
    expect(agentName(undefined)).toBe('Unknown browser')
    expect(agentName('x'.repeat(100_000)).length).toBeLessThan(100)
  })
})

describe('X-23 where a finished sign-in leads', () => {
  it.each(['/account', '/account/security', '/console/people?page=2'])('%s is ours', (to) => {
    expect(safeReturn(to)).toBe(to)
  })
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/account\\..\\..\\evil',
    'javascript:alert(1)',
    '/accountevil',
    '/account@evil.example',
    '/login',
    '/api/session/log-out',
    '/account/..//evil.example',
    '/account/../api/session',
    '/console/%2e%2e/%2E%2E/app/',
    '/account\n//evil',
    '',
    undefined,
  ])('%j leads to the account page instead', (to) => {
    expect(safeReturn(to)).toBe('/account')
  })
})
