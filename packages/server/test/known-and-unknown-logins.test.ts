import type { LogEvent } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../src/db/transaction.ts'
import { makeAccessCode } from '../src/features/access-codes/index.ts'
import { hours, minutes } from '../src/kernel/clock.ts'
import { openTestDatabase } from '../src/testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestBrowser, testPassword } from '../src/testing/whole.ts'

/** Everything a request did that a watcher could measure. */
interface Work {
  status: number
  text: string
  headers: string[]
  statements: string[]
  hashes: number
}

/** What the outbox and the sealer of the record do beside every request, by their own clocks. */
const sendsMail = /^(select|update|delete)\b.*"(outbox|audit|audit_seal|service_state)"|^insert into "audit_seal"/

describe('SI-1 X-19 known and unknown logins cannot be told apart', () => {
  let app: TestApp
  let statements: string[] = []
  let hashes = 0
  afterEach(() => app.close())

  async function open(): Promise<string> {
    const log = (event: LogEvent): void => void statements.push(event.query.sql)
    app = await buildTestApp({ database: await openTestDatabase('sqlite', { log }) })
    const ana = await makePerson(app.core, { login: 'ana' })
    await makePerson(app.core, { login: 'ben', state: 'disabled' })
    await makePerson(app.core, { login: 'cleo', state: 'invited', password_hash: null })
    const { run } = app.core.hashing
    app.core.hashing.run = (work) => {
      hashes++
      return run(work)
    }
    return ana.email
  }

  async function workOf(browser: TestBrowser, path: string, body: unknown): Promise<Work> {
    statements = []
    hashes = 0
    const answer = await browser.post(path, body)
    const changing = new Set(['content-length', 'date'])
    // The request is over. What it left to do must be done before the next one begins.
    const asked = statements.filter((sql) => !sendsMail.test(sql))
    const hashed = hashes
    app.core.clock.advance(minutes(1))
    await app.deliver()
    return {
      status: answer.status,
      text: answer.text,
      headers: Object.keys(answer.headers).filter((name) => !changing.has(name)),
      statements: asked,
      hashes: hashed,
    }
  }

  it('SI-1 by body, headers, status, statements or hashes of the password step', async () => {
    await open()
    const logins = ['nobody', 'ana', 'ben', 'cleo']
    const works: Work[] = []
    for (const login of logins) works.push(await workOf(app.browser(), '/api/sign-in', { login, password: 'wrong' }))
    expect(works[0]).toMatchObject({ status: 401, hashes: 1 })
    for (const work of works) expect(work).toEqual(works[0])
  })

  it('SI-1 not for a disabled or invited account with the right password either', async () => {
    await open()
    const unknown = await workOf(app.browser(), '/api/sign-in', { login: 'nobody', password: testPassword })
    expect(await workOf(app.browser(), '/api/sign-in', { login: 'ben', password: testPassword })).toEqual(unknown)
  })

  it('SI-1 not by addresses', async () => {
    const email = await open()
    const unknown = await workOf(app.browser(), '/api/sign-in', { login: 'nobody@example.org', password: 'wrong' })
    expect(await workOf(app.browser(), '/api/sign-in', { login: email, password: 'wrong' })).toEqual(unknown)
  })

  it('SI-1 not by how waits grow', async () => {
    await open()
    for (let n = 0; n < 7; n++) {
      const known = await workOf(app.browser({ ip: '203.0.113.1' }), '/api/sign-in', { login: 'ana', password: 'wrong' })
      const unknown = await workOf(app.browser({ ip: '203.0.113.1' }), '/api/sign-in', { login: 'nobody', password: 'wrong' })
      expect(unknown).toEqual(known)
    }
  })

  it('RR-13 nor by a new password with an access code, whether or not one is open', async () => {
    await open()
    const { id } = await app.core.db.selectFrom('account').select('id').where('login', '=', 'ben').executeTakeFirstOrThrow()
    const now = app.core.clock.now()
    await inPlainTransaction(app.core.db, (tx) =>
      makeAccessCode(app.core, tx, { account: id, purpose: 'password', madeBy: null, worksFrom: now, life: hours(1) }),
    )
    const works: Work[] = []
    for (const login of ['nobody', 'ana', 'ben', 'cleo'])
      works.push(
        await workOf(app.browser(), '/api/forgotten-password/access-code', {
          login,
          code: 'ABCD-EFGH',
          password: 'seven quiet otters on a lamp',
        }),
      )
    expect(works[0]).toMatchObject({ status: 422, hashes: 0 })
    for (const work of works) expect(work).toEqual(works[0])
  })

  it('EN-3 nor by "Forgotten password"', async () => {
    const email = await open()
    const logins = ['nobody', 'ana', 'ben', 'cleo', 'nobody@example.org', email]
    const works: Work[] = []
    for (const login of logins) {
      app.core.clock.advance(minutes(60))
      works.push(await workOf(app.browser(), '/api/forgotten-password', { login }))
    }
    expect(works[0]).toMatchObject({ status: 200, hashes: 0 })
    for (const work of works) expect(work).toEqual(works[0])
  })
})
