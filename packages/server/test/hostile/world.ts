import type { Access, Role } from '@sparekey/protocol/common'
import { answering, approveAtDesk, ask } from '../../src/features/recovery-answers/testing/answering.ts'
import { makeNewcomer, passwordSession, sessionStartedAs } from '../../src/features/set-up/testing/set-up.ts'
import { smsCodeOf } from '../../src/features/sms-codes/sms-code.ts'
import { createLog } from '../../src/kernel/log.ts'
import { makeNumberRow, type TestDatabase, testSms } from '../../src/testing/index.ts'
import {
  buildTestApp,
  confirmAct,
  makePerson,
  signInAs,
  type TestApp,
  type TestBrowser,
  type TestPerson,
  testPassword,
  waitingPrompts,
} from '../../src/testing/whole.ts'
import { type Canary, canariesIn, createSearch, keyCanaries } from './secrets-planted.ts'
import { type WholeDatabase, watchWhole } from './whole-database.ts'

export const actorNames = ['nobody', 'half', 'set-up', 'one-factor', 'member', 'approver', 'admin', 'phone'] as const
export type ActorName = (typeof actorNames)[number]

/** Somebody who sends requests, and what the routes are told of them. */
export interface Actor {
  name: ActorName
  account: string | undefined
  cookies: ReadonlyMap<string, string>
  bearer?: string
  access?: Access
  role?: Role
}

/** An installation in the middle of a day: something of everything waits in it. */
export interface World {
  app: TestApp
  actors: Record<ActorName, Actor>
  whole: WholeDatabase
  /** Real ids, each of somebody's, by their tables. */
  ids: ReadonlyMap<string, readonly string[]>
  /** Real cookies and tokens of others, for putting where they do not belong. */
  tokens: readonly string[]
  /** Finds a planted secret in a text that an actor got; undefined if there is none. */
  secretIn(text: string, actor: string): string | undefined
  /** What was written to the log, as an operator's program would have written it. */
  logged(): string
  close(): Promise<void>
}

/** The log that `npm start` writes, in place of the one that keeps everything for tests. */
function writeRealLog(app: TestApp): () => string {
  const lines: string[] = []
  Object.assign(app.core.log, createLog('info', { write: (line) => lines.push(line) }))
  return () => lines.splice(0).join('')
}

interface People {
  ana: TestPerson
  ben: TestPerson
  helper: TestPerson
  admin: TestPerson
  cleo: TestPerson
}

/** Something of everything: requests, codes, links, prompts, pairings, suspensions that belong to others. */
async function makeBusy(app: TestApp, people: People, admin: TestBrowser, canaries: Canary[]): Promise<void> {
  const { core } = app
  const plant = (what: string, value: string | undefined, shownTo: string[] = []): void => {
    if (!value) throw new Error(`No ${what} to plant`)
    canaries.push({ what, value, shownTo })
  }
  for (const [who, shownTo] of [
    [people.ana, ['member', 'half', 'phone']],
    [people.ben, []],
    [people.cleo, []],
  ] as const) {
    const { number } = await makeNumberRow(core, who.id)
    plant('a telephone number', number, [...shownTo, 'admin', 'approver'])
    plant('a telephone number without its plus', number.slice(1), [...shownTo, 'admin', 'approver'])
  }
  const waiting = app.browser({ ip: '203.0.113.90' })
  await waiting.post('/api/sign-in', { login: people.ben.login, password: testPassword })
  await waiting.post('/api/sign-in/start', { method: 'sms' })
  const { id } = await core.db.selectFrom('sms_code').select('id').executeTakeFirstOrThrow()
  plant('an SMS code', smsCodeOf(core, id))
  const asked = await ask(app, people.cleo, { browser: app.browser({ ip: '203.0.113.91' }), message: 'My phone fell into the lake' })
  for (const [name, value] of asked.browser.cookies) plant(`a cookie ${name} of a request`, value)
  for (const [name, value] of waiting.cookies) plant(`a cookie ${name} of a sign-in`, value)
  const dan = await makePerson(core, { login: 'dan' })
  const helper = await answering(app, { login: 'desk', name: 'The desk' })
  const given = await approveAtDesk(helper, dan.id)
  plant('an access code', 'code' in given ? String(given.code) : undefined)
  await admin.post('/api/console/groups', { name: 'Sales' })
  await confirmAct(app, admin, people.admin, 'invite-account', { login: 'new.person', role: 'member' })
  await admin.post('/api/console/invitations', {
    login: 'new.person',
    name: 'New Person',
    email: 'new@example.org',
    role: 'member',
    groups: [],
  })
  await app.browser({ ip: '203.0.113.92' }).post('/api/forgotten-password', { login: people.ben.login })
  core.clock.advance(60_000)
  await app.deliver()
  const links = [...app.mails, ...app.texts].flatMap(({ text }) => [...text.matchAll(/link\/[\w-]+#([\w-]{43})/g)])
  if (links.length === 0) throw new Error('No link was mailed')
  for (const [, token] of links) plant('the token of a link', token)
}

/** Builds it on a database. Everything that is secret in it is known afterwards, and looked for in whatever comes out. */
export async function buildWorld(database: TestDatabase): Promise<World> {
  const app = await buildTestApp({ database, config: { sms: { ...testSms } } })
  const logged = writeRealLog(app)
  const { core } = app
  const canaries: Canary[] = keyCanaries()
  const people: People = {
    ana: await makePerson(core, { login: 'ana' }),
    ben: await makePerson(core, { login: 'ben' }),
    helper: await makePerson(core, { login: 'helper', role: 'approver' }),
    admin: await makePerson(core, { login: 'root', role: 'admin' }),
    cleo: await makePerson(core, { login: 'cleo' }),
  }
  const admin = await signInAs(app, people.admin, app.browser({ ip: '203.0.113.80' }))
  await makeBusy(app, people, admin, canaries)
  const member = await signInAs(app, people.ana, app.browser({ ip: '203.0.113.81' }))
  const approver = await signInAs(app, people.helper, app.browser({ ip: '203.0.113.82' }))
  const late = await makeNewcomer(app, { login: 'late' })
  const oneFactor = await passwordSession(app, late, app.browser({ ip: '203.0.113.83' }))
  const beginner = await makeNewcomer(app, { login: 'beginner' })
  const setUp = await sessionStartedAs(app, beginner, { started_as: 'invitation' })
  await setUp.post('/api/pairings')
  const half = app.browser({ ip: '203.0.113.84' })
  await half.post('/api/sign-in', { login: people.ana.login, password: testPassword })
  await waitingPrompts(app, people.ana.phone)
  const bearer = await tokenOf(app, people.ana)
  await app.deliver()

  const whole = await watchWhole(core)
  const of = (name: ActorName, account: string | undefined, browser?: TestBrowser, more: Partial<Actor> = {}): Actor => ({
    name,
    account,
    cookies: new Map(browser?.cookies),
    ...more,
  })
  const actors: World['actors'] = {
    nobody: of('nobody', undefined),
    half: of('half', people.ana.id, half),
    'set-up': of('set-up', beginner.id, setUp, { access: 'set-up', role: 'member' }),
    'one-factor': of('one-factor', late.id, oneFactor, { access: 'one-factor', role: 'member' }),
    member: of('member', people.ana.id, member, { access: 'full', role: 'member' }),
    approver: of('approver', people.helper.id, approver, { access: 'full', role: 'approver' }),
    admin: of('admin', people.admin.id, admin, { access: 'full', role: 'admin' }),
    phone: of('phone', people.ana.id, undefined, { bearer }),
  }
  const tokens = [...Object.values(actors).flatMap(({ cookies }) => [...cookies.values()]), bearer]
  for (const value of tokens) canaries.push({ what: 'a cookie or token', value, shownTo: [] })
  canaries.push({ what: 'the password', value: testPassword, shownTo: [] }, ...canariesIn(whole.start))
  for (const person of Object.values(people))
    for (const code of person.codes) canaries.push({ what: 'a recovery code', value: code, shownTo: [] })
  // An address is shown to its owner and in the console; the log holds none at all.
  for (const row of whole.start.get('email') ?? [])
    canaries.push({ what: 'an address', value: String(row.address), shownTo: [...ownersOf(actors, row.account_id), 'admin', 'approver'] })
  const ids = new Map(
    [...whole.start].map(([table, rows]) => [table, rows.flatMap(({ id }) => (typeof id === 'string' && /^[a-z]+_/.test(id) ? [id] : []))]),
  )
  return { app, actors, whole, ids, tokens, secretIn: createSearch(canaries), logged, close: () => app.close() }
}

const ownersOf = (actors: World['actors'], account: unknown): string[] =>
  Object.values(actors).flatMap((actor) => (actor.account === account ? [actor.name] : []))

async function tokenOf(app: TestApp, person: TestPerson): Promise<string> {
  const away = app.browser({ ip: '198.51.100.4' })
  const { nonce } = (await away.post('/api/phone/nonce')).body as { nonce: string }
  const { token } = (await away.post('/api/phone/token', person.phone.prove(nonce))).body as { token: string }
  return token
}
