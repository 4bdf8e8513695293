import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hours } from '../../src/kernel/clock.ts'
import { openTestDatabase } from '../../src/testing/index.ts'
import { buildTestApp, makePerson, type TestApp, type TestPerson, testPassword } from '../../src/testing/whole.ts'

// The disk is full: SQLite may take no further page.

let app: TestApp
let ana: TestPerson

beforeEach(async () => {
  app = await buildTestApp({ database: await openTestDatabase('sqlite', { shared: true }), resting: true })
  ana = await makePerson(app.core, { login: 'ana.silva' })
  await makePerson(app.core, { role: 'admin' })
})
afterEach(() => app.close())

const pages = async (): Promise<number> =>
  Number((await sql<{ page_count: number }>`pragma page_count`.execute(app.core.db)).rows[0]?.page_count)
const mostPages = (most: number) => sql`pragma max_page_count = ${sql.lit(most)}`.execute(app.core.db)

const tables = ['sign_in', 'session', 'session_event', 'prompt', 'audit', 'outbox', 'notice', 'recovery_code', 'login_event'] as const
const rows = async (): Promise<Record<string, unknown[]>> =>
  Object.fromEntries(await Promise.all(tables.map(async (table) => [table, await app.core.db.selectFrom(table).selectAll().execute()])))

/** Fills what is left of the pages that are there, so that the next act needs one more. */
async function fillUp(): Promise<void> {
  await mostPages(await pages())
  for (let n = 0; ; n++) {
    const full = await app.core.db
      .insertInto('people_group')
      .values({ id: `grp_${n}`, name: 'x'.repeat(400), name_key: `${n} ${'x'.repeat(400)}`, created_at: 1 })
      .execute()
      .then(
        () => false,
        () => true,
      )
    if (full) return
  }
}

describe('the disk is full', () => {
  it('what cannot be written whole is not written at all, the answer is no success, and the service goes on once there is room', async () => {
    const acts = [
      ['/api/sign-in', { login: ana.login, password: testPassword }],
      ['/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[0] }],
      ['/api/sign-in/request', { message: '', shared: false }],
    ] as const
    await fillUp()
    let refused = 0
    // The pages that are there have a little room left.
    for (let n = 0; n < 100 && refused < 6; n++) {
      const browser = app.browser({ ip: `203.0.113.${n + 20}` })
      for (const [path, body] of acts) {
        const seen = await rows()
        const answer = await browser.post(path, body)
        if (answer.status < 500) continue
        refused += 1
        expect(answer.body).toMatchObject({ code: expect.any(String), message: expect.any(String) })
        expect(answer.text).not.toMatch(/sqlite|full|insert/i)
        expect(await rows()).toEqual(seen)
      }
    }
    expect(refused, 'nothing was refused').toBeGreaterThan(0)
    expect(app.core.log.lines.some((line) => line.level === 'error')).toBe(true)
    await mostPages(1_000_000)
    // The code that was typed again and again was wrong from the second time on, and counted.
    app.core.clock.advance(hours(2))
    const after = app.browser()
    await after.post('/api/sign-in', { login: ana.login, password: testPassword })
    expect((await after.post('/api/sign-in/answer', { method: 'recovery-code', answer: ana.codes[1] })).status).toBe(200)
    expect((await after.post('/api/sign-in/finish')).status).toBe(200)
    const [{ integrity_check: whole } = { integrity_check: '' }] = (
      await sql<{ integrity_check: string }>`pragma integrity_check`.execute(app.core.db)
    ).rows
    expect(whole).toBe('ok')
  })
})
