import type { SessionsView } from '@sparekey/protocol/account'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes, seconds } from '../../kernel/clock.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson, testPassword } from '../../testing/whole.ts'

let app: TestApp
let ana: TestPerson
let laptop: TestBrowser
let desktop: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  ana = await makePerson(app.core, { login: 'ana' })
  laptop = await signInAs(app, ana, app.browser({ ip: '203.0.113.1' }))
  app.core.clock.advance(minutes(1))
  desktop = await signInAs(app, ana, app.browser({ ip: '10.0.0.7' }))
})
afterEach(() => app.close())

const sessionsOf = async (browser: TestBrowser) => (await browser.get('/api/account/sessions')).body as SessionsView

describe('AU-2 sessions and known browsers', () => {
  it('AU-2 are listed with where they are from, the one that asks marked', async () => {
    const { sessions, browsers } = await sessionsOf(desktop)
    expect(sessions).toHaveLength(2)
    expect(sessions.find((one) => one.current)).toMatchObject({
      ip: '10.0.0.7',
      place: 'local',
      agent: 'Chrome on Windows',
      method: 'phone',
    })
    expect(browsers.filter((one) => one.current)).toHaveLength(1)
    expect(browsers).toHaveLength(2)
  })
  it('AU-2 "Log out" ends one of them at once and no other', async () => {
    const other = (await sessionsOf(desktop)).sessions.find((one) => !one.current)
    expect((await desktop.post(`/api/account/sessions/${other?.id}/end`)).status).toBe(200)
    expect((await laptop.get('/api/session')).status).toBe(401)
    expect((await desktop.get('/api/session')).status).toBe(200)
    expect((await desktop.post(`/api/account/sessions/${other?.id}/end`)).status).toBe(404)
  })
  it("AU-2 somebody else's session is not there", async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const theirs = await signInAs(app, ben)
    const [session] = (await sessionsOf(theirs)).sessions
    expect((await desktop.post(`/api/account/sessions/${session?.id}/end`)).status).toBe(404)
    expect((await theirs.get('/api/session')).status).toBe(200)
  })
  it('AU-2 a forgotten browser is no longer known: it is told to the owner when it signs in', async () => {
    const known = (await sessionsOf(desktop)).browsers.find((one) => !one.current)
    await desktop.post(`/api/account/browsers/${known?.id}/forget`)
    expect((await sessionsOf(desktop)).browsers).toHaveLength(1)
    await app.deliver()
    const before = app.mails.length
    await laptop.post('/api/session/log-out')
    await signInAs(app, ana, laptop)
    await app.deliver()
    expect(app.mails.length).toBe(before + 1)
  })
  it('a session that another node ended is refused within a second', async () => {
    await app.core.db.updateTable('session').set({ ended_at: app.core.clock.now() }).execute()
    app.core.clock.advance(seconds(1))
    expect((await desktop.get('/api/session')).status).toBe(401)
  })
})

describe('AU-1 login history', () => {
  interface Event {
    result: string
    method?: string
    device?: string
    ip: string
    agent: string
    knownBrowser: boolean
    at: number
  }
  const history = async (query = '') => (await desktop.get(`/api/account/history${query}`)).body as { events: Event[]; more: boolean }

  it('AU-1 tells sign-ins and attempts with method, phone, browser, address and result, newest first', async () => {
    const stranger = app.browser({ ip: '198.51.100.9' })
    await stranger.post('/api/sign-in', { login: 'ana', password: 'wrong' })
    app.core.clock.advance(1)
    await stranger.post('/api/sign-in', { login: 'ana', password: testPassword })
    await stranger.post('/api/sign-in/answer', { method: 'recovery-code', answer: '0000-0000-0000-0000' })
    const { events } = await history()
    expect(events.map((event) => event.result)).toEqual(['wrong-code', 'wrong-password', 'signed-in', 'signed-in'])
    expect(events[2]).toMatchObject({
      method: 'phone',
      device: 'Test phone',
      ip: '10.0.0.7',
      agent: 'Chrome on Windows',
      knownBrowser: false,
    })
    expect(events[1]).toMatchObject({ ip: '198.51.100.9' })
  })
  it('AU-1 comes in pages and reaches back 180 days', async () => {
    const { events } = await history()
    const older = await history(`?before=${events[0]?.at}`)
    expect(older.events).toHaveLength(1)
    expect((await history('?before=-1')).events).toBeUndefined()
  })
  it("AU-1 is the account's own", async () => {
    const ben = await makePerson(app.core, { login: 'ben' })
    const theirs = await signInAs(app, ben)
    expect(((await theirs.get('/api/account/history')).body as { events: Event[] }).events).toHaveLength(1)
  })
})
