import type { LoginHistory, SessionsView } from '@sparekey/protocol/account'
import type { RecordPage } from '@sparekey/protocol/audit'
import type { PersonView } from '@sparekey/protocol/console'
import type { PhoneNotices, PhonePrompt } from '@sparekey/protocol/phone'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Answering, answering, approveRequest, ask, seenFrom, viewOf } from '../src/features/recovery-answers/testing/answering.ts'
import { playedPlaces } from '../src/testing/played-places.ts'
import { buildTestApp, makePerson, signInAs, type TestApp, type TestPerson, testPassword, waitingPrompts } from '../src/testing/whole.ts'

// Where addresses lie, as people are shown it, and what follows from it (SI-4, SI-14, AU-1, RR-4, X-33).

/** 198.51.100.* is where the phones and the approvers of these tests are. */
const map = { '203.0.113.': 'PT Lisbon', '198.51.100.': 'PT', '198.18.1.': 'BR', '198.18.2.': 'ES' }
const [brazil, spain, nowhere] = ['198.18.1.7', '198.18.2.7', '198.19.1.7']

let app: TestApp
let ana: TestPerson
beforeEach(async () => {
  app = await buildTestApp({ places: playedPlaces(map) })
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva' })
})
afterEach(() => app.close())

const promptFrom = async (ip: string): Promise<PhonePrompt> => {
  await app.browser({ ip }).post('/api/sign-in', { login: 'ana', password: testPassword })
  const [prompt] = await waitingPrompts(app, ana.phone)
  if (!prompt) throw new Error('No prompt waits')
  return prompt
}
const prompted = async (ip: string) => {
  const { place, phoneCountry } = await promptFrom(ip)
  return { place, phoneCountry }
}

describe('X-33 the phone is told where the login page is asked from', () => {
  it('X-33 and that it is elsewhere itself', async () => expect(await prompted(brazil)).toEqual({ place: 'BR', phoneCountry: 'PT' }))
  it('X-33 says nothing of the kind in one country, however far apart', async () =>
    expect(await prompted('203.0.113.9')).toEqual({ place: 'PT Lisbon', phoneCountry: undefined }))
  it.each([
    ['a place that is not known', nowhere, undefined],
    ['a local network', '192.168.1.4', 'local'],
  ])('X-33 says nothing of the kind of %s', async (_what, ip, place) =>
    expect(await prompted(ip)).toEqual({ place, phoneCountry: undefined }),
  )
  it('X-33 it is a warning: the right number still confirms', async () => {
    const browser = await signInAs(app, ana, app.browser({ ip: brazil }))
    expect((await browser.get('/api/account/sessions')).status).toBe(200)
  })
  it('X-33 holds for an act in a session as for a login', async () => {
    const browser = await signInAs(app, ana, app.browser({ ip: brazil }))
    await browser.post('/api/confirmations', { act: 'create-codes', params: {}, password: testPassword })
    const [prompt] = await waitingPrompts(app, ana.phone)
    expect(prompt).toMatchObject({ purpose: 'act', place: 'BR', phoneCountry: 'PT' })
  })
})

describe('wherever an address is shown, its place stands beside it', () => {
  it('AU-1 AU-2 in the login history and the sessions of the owner', async () => {
    const browser = await signInAs(app, ana)
    await app.browser({ ip: spain }).post('/api/sign-in', { login: 'ana', password: 'wrong wrong wrong wrong' })
    const history = (await browser.get('/api/account/history')).body as LoginHistory
    expect(history.events.map(({ result, place }) => [result, place])).toEqual([
      ['wrong-password', 'ES'],
      ['signed-in', 'PT Lisbon'],
    ])
    const { sessions } = (await browser.get('/api/account/sessions')).body as SessionsView
    expect(sessions.map((one) => one.place)).toEqual(['PT Lisbon'])
  })
  it('AU-3 in the audit log and on the page of a person', async () => {
    const { browser } = await answering(app, { login: 'ada' })
    await signInAs(app, ana, app.browser({ ip: brazil }))
    const person = (await browser.get(`/api/console/people/${ana.id}`)).body as PersonView
    expect(person.history.map((one) => one.place)).toEqual(['BR'])
    const record = (await browser.get(`/api/console/record?person=${ana.id}`)).body as RecordPage
    expect(new Set(record.acts.flatMap((one) => one.place ?? []))).toContain('BR')
  })
  it('SI-14 in the mail and in the notice of a login on a new browser, as it was then', async () => {
    await signInAs(app, ana, app.browser({ ip: '203.0.113.9' }))
    const mail = await app.mailTo(ana.email)
    expect(mail.text).toContain('From: Chrome on Windows, IP address 203.0.113.9, Lisbon, Portugal.')
    // Other data later on: the notice is of then, and so is its mail.
    app.core.places.of = () => 'ES'
    const { nonce } = (await app.browser().post('/api/phone/nonce')).body as { nonce: string }
    const { token } = (await app.browser().post('/api/phone/token', ana.phone.prove(nonce))).body as { token: string }
    const answer = await app.browser().request('GET', '/api/phone/notices', undefined, { authorization: `Bearer ${token}` })
    expect((answer.body as PhoneNotices).notices[0]?.params).toMatchObject({ ip: '203.0.113.9', place: 'PT Lisbon' })
  })
  it('SI-14 a login from the local network says so', async () => {
    await signInAs(app, ana, app.browser({ ip: '192.168.1.4' }))
    expect((await app.mailTo(ana.email)).text).toContain('IP address 192.168.1.4, local network.')
  })
})

describe('RR-4 the country of a request, against the usual', () => {
  let ada: Answering
  beforeEach(async () => {
    ada = await answering(app, { login: 'ada' })
  })
  const caseOf = async (asked: { case: string; request: string }) => {
    const view = await viewOf(ada, asked.case)
    const request = view.requests.find((one) => one.id === asked.request)
    const flag = request?.flags.find((one) => one.key === 'strange-place')
    const country = request?.evidence.find((one) => one.key.startsWith('country'))
    return { place: request?.place, flag: flag?.params, country: country?.params, twoBecause: request?.twoBecause }
  }
  const askFrom = (ip: string) => ask(app, ana, { browser: app.browser({ ip }), strange: true })

  it('RR-4 a new browser in a country that was not seen in 90 days is a red flag that names it, and asks for two', async () => {
    await seenFrom(app, ana.id, '203.0.113.7', spain)
    expect(await caseOf(await askFrom(brazil))).toEqual({
      place: 'BR',
      flag: { country: 'BR' },
      country: { country: 'BR', usual: 'ES PT' },
      twoBecause: ['red-flag'],
    })
  })
  it('RR-4 it is one on a network that was seen as well, where newer data puts a part of it elsewhere', async () => {
    await seenFrom(app, ana.id, '203.0.113.7', '198.19.1.200')
    const asked = await askFrom(nowhere)
    expect((await caseOf(asked)).flag).toBeUndefined()
    const { of } = app.core.places
    app.core.places.of = (ip) => (ip === nowhere ? 'BR' : of(ip))
    expect((await caseOf(asked)).flag).toEqual({ country: 'BR' })
  })
  it('RR-4 a new network in a usual country is a flag without it', async () => {
    await seenFrom(app, ana.id, spain)
    expect(await caseOf(await askFrom('198.18.2.250'))).toMatchObject({ flag: undefined, country: { country: 'ES' } })
    app.core.places.of = playedPlaces({ '198.1': 'ES' }).of
    expect((await caseOf(await askFrom('198.19.9.9'))).flag).toEqual({})
  })
  it('RR-4 a country that is not known is no flag of its own, and nothing is said of it', async () => {
    await seenFrom(app, ana.id, '203.0.113.7', '198.19.1.200')
    expect(await caseOf(await askFrom(nowhere))).toMatchObject({ place: undefined, flag: undefined, country: undefined, twoBecause: [] })
  })
  it('RR-4 without a single known country before there is nothing to compare, and the network decides', async () => {
    await seenFrom(app, ana.id, '10.0.0.4')
    expect(await caseOf(await askFrom(brazil))).toMatchObject({ place: 'BR', flag: {}, country: undefined })
  })
  it('RR-4 failed logins make no country a usual one', async () => {
    await seenFrom(app, ana.id, '203.0.113.7')
    await app.browser({ ip: '198.18.1.99' }).post('/api/sign-in', { login: 'ana', password: 'wrong wrong wrong wrong' })
    expect((await caseOf(await askFrom(brazil))).flag).toEqual({ country: 'BR' })
  })
  it('RR-4 the story keeps the place and what was seen of then', async () => {
    const asked = await ask(app, ana)
    expect(await approveRequest(ada, asked)).toEqual({ state: 'in-force' })
    app.core.places.of = () => 'BR'
    const view = await viewOf(ada, asked.case)
    expect(view.history.find((one) => one.kind === 'asked')?.params).toMatchObject({ ip: '203.0.113.7', place: 'PT Lisbon' })
    expect(view.requests[0]?.evidence).toContainEqual({ key: 'country-seen', params: { country: 'PT' }, tone: 'usual' })
  })
})

describe('the data is ready before anything is written with it', () => {
  const counted = async () => {
    let reads = 0
    const places = playedPlaces(map)
    const ready = async () => {
      reads += 1
    }
    const counting = { ...places, ready }
    const other = await buildTestApp({ places: counting })
    const person = await makePerson(other.core, { login: 'root', role: 'admin' })
    return { other, person, reads: () => reads }
  }
  it('for every request from elsewhere; a local one asks for none', async () => {
    const { other, reads } = await counted()
    await other.browser({ ip: '127.0.0.1' }).post('/api/sign-in', { login: 'root', password: 'wrong wrong wrong wrong' })
    expect(reads()).toBe(0)
    await other.browser({ ip: brazil }).post('/api/sign-in', { login: 'root', password: 'wrong wrong wrong wrong' })
    expect(reads()).toBe(1)
    await other.close()
  })
  it('RR-4 for whoever answers for others, wherever they sit', async () => {
    const { other, person, reads } = await counted()
    const browser = await signInAs(other, person, other.browser({ ip: '127.0.0.1' }))
    const before = reads()
    await browser.get('/api/console/cases')
    expect(reads()).toBe(before + 1)
    await other.close()
  })
})
