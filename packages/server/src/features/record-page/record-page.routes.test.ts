import type { RecordChecked, RecordPage, RecordState } from '@sparekey/protocol/audit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { minutes } from '../../kernel/clock.ts'
import { buildTestApp, confirmAct, makePerson, signInAs, type TestApp, type TestBrowser, type TestPerson } from '../../testing/whole.ts'
import { record } from '../audit/index.ts'
import { madeUpEntry } from '../audit/testing/made-up-record.ts'

let app: TestApp
let admin: TestPerson
let ana: TestPerson
let browser: TestBrowser

beforeEach(async () => {
  app = await buildTestApp()
  admin = await makePerson(app.core, { login: 'ada', name: 'Ada', role: 'admin' })
  ana = await makePerson(app.core, { login: 'ana', name: 'Ana Silva' })
  browser = await signInAs(app, admin)
})
afterEach(() => app.close())

const write = (entry: Parameters<typeof record>[2]) => inPlainTransaction(app.core.db, (tx) => record(app.core, tx, entry))
const read = async (query = '') => (await browser.get(`/api/console/record${query}`)).body as RecordPage
const exported = (body: object) => browser.post('/api/console/record/export', body)

describe('AU-3 the audit log', () => {
  it('AU-3 shows who did what to whom, why and from where, the newest first', async () => {
    app.core.clock.advance(minutes(1))
    await write({
      act: 'role_changed',
      actor: { kind: 'account', id: admin.id },
      account: ana.id,
      reason: 'Helps out',
      detail: { from: 'member', to: 'approver' },
      from: { ip: '198.51.100.1' },
    })
    const { acts, names } = await read()
    expect(acts[0]).toMatchObject({
      act: 'role_changed',
      actor: { kind: 'account', id: admin.id },
      account: ana.id,
      reason: 'Helps out',
      detail: { from: 'member', to: 'approver' },
      ip: '198.51.100.1',
    })
    expect(names).toMatchObject({ [admin.id]: { name: 'Ada' }, [ana.id]: { name: 'Ana Silva' } })
    // What a sign-in did carries the browser and address of that sign-in.
    expect(acts.find((act) => act.act === 'sign_in_confirmed')).toMatchObject({ ip: '203.0.113.7', agent: 'Chrome on Windows' })
    expect(acts.map((act) => act.at)).toEqual(acts.map((act) => act.at).toSorted((a, b) => b - a))
  })

  it('AU-3 is filtered by person, kind, time and words of the reason, all at once', async () => {
    const start = app.core.clock.now() + minutes(5)
    app.core.clock.set(start)
    await write({ act: 'account_disabled', actor: { kind: 'account', id: admin.id }, account: ana.id, reason: '100% sure_' })
    app.core.clock.advance(minutes(5))
    await write({ act: 'password_marked', actor: { kind: 'service' }, account: ana.id, reason: 'Not SURE' })
    const found = async (query: string) => (await read(query)).acts.map((act) => act.act)
    expect(await found(`?person=${ana.id}`)).toEqual(['password_marked', 'account_disabled'])
    expect(await found(`?person=${admin.id}&kind=people`)).toEqual(['account_disabled'])
    expect(await found(`?from=${start}&to=${start + 1}`)).toEqual(['account_disabled'])
    expect(await found('?text=sure')).toEqual(['password_marked', 'account_disabled'])
    expect(await found('?text=0%25')).toEqual(['account_disabled'])
    expect(await found('?text=%25')).toEqual(['account_disabled'])
    expect(await found('?text=_')).toEqual(['account_disabled'])
    expect(await found(`?person=${ana.id}&kind=password&text=not&from=${start}`)).toEqual(['password_marked'])
    expect(await found('?person=acc_nobody')).toEqual([])
  })

  it('AU-3 pages are stable while records arrive, also where many are of one moment', async () => {
    for (let n = 0; n < 120; n++) await write(madeUpEntry(n))
    const all = (await app.core.db.selectFrom('audit').select('id').execute()).map((row) => row.id)
    const seen: string[] = []
    let next: string | undefined
    do {
      const page = await read(next ? `?before=${next}` : '')
      seen.push(...page.acts.map((act) => act.id))
      next = page.next
      app.core.clock.advance(1)
      await write(madeUpEntry(1000))
    } while (next)
    expect(seen.toSorted()).toEqual(all.toSorted())
  })

  it('AU-3 a deleted account keeps its name here, and nowhere else', async () => {
    await confirmAct(app, browser, admin, 'delete-account', { account: ana.id })
    expect((await browser.post(`/api/console/people/${ana.id}/delete`)).status).toBe(200)
    expect((await read(`?person=${ana.id}`)).names[ana.id]).toEqual({ name: 'Ana Silva', deleted: true })
  })

  it('AU-3 is for administrators in a full session', async () => {
    const member = await signInAs(app, ana, app.browser())
    for (const path of ['', '/state']) expect((await member.get(`/api/console/record${path}`)).status).toBe(403)
    for (const path of ['/verify', '/export']) {
      const body = path === '/export' ? { format: 'csv' } : {}
      expect((await member.post(`/api/console/record${path}`, body)).status).toBe(403)
      expect((await app.browser().post(`/api/console/record${path}`, body)).status).toBe(401)
    }
    await app.core.db.updateTable('session').set({ access: 'one-factor' }).where('account_id', '=', admin.id).execute()
    expect((await exported({ format: 'csv' })).status).toBe(403)
    expect((await browser.get('/api/console/record')).status).toBe(403)
  })

  it('AU-3 "Verify" says what is wrong with which record, and is itself recorded', async () => {
    await app.deliver()
    const fine = (await browser.post('/api/console/record/verify')).body as RecordChecked
    expect(fine).toMatchObject({ intact: true, partly: false, outside: false })
    await app.deliver()
    expect((await browser.get('/api/console/record/state')).body as RecordState).toMatchObject({
      seal: { seq: fine.checked + 1 },
      keptDays: 730,
      unsealed: 0,
      lastCheck: { intact: true },
    })
    await app.core.db.updateTable('audit').set({ reason: 'changed' }).where('seq', '=', 2).execute()
    const [one, two] = await Promise.all([browser.post('/api/console/record/verify'), browser.post('/api/console/record/verify')])
    for (const answer of [one, two]) expect(answer?.body).toMatchObject({ intact: false, bad: { problem: 'changed', seq: 2 } })
    expect((await read('?kind=service')).acts[0]).toMatchObject({
      act: 'record_verified',
      detail: { intact: false, problem: 'changed', record: 2 },
    })
  })
})

describe('AU-3 SI-16 the export', () => {
  it('AU-3 SI-16 asks for a fresh confirmation, each time and for this format', async () => {
    expect((await exported({ format: 'csv' })).body).toMatchObject({ code: 'confirmation_needed', detail: { act: 'export-record' } })
    await confirmAct(app, browser, admin, 'export-record', { format: 'csv' })
    expect((await exported({ format: 'jsonl' })).status).toBe(403)
    expect((await exported({ format: 'csv' })).status).toBe(200)
    expect((await exported({ format: 'csv' })).status).toBe(403)
  })

  it('AU-3 is one file with everything that is found, named by its day, and recorded', async () => {
    app.core.clock.advance(minutes(1))
    const from = app.core.clock.now()
    for (let n = 0; n < 1100; n++) await write({ ...madeUpEntry(n), act: 'group_created' })
    await write({ act: 'group_created', actor: { kind: 'cli' }, account: ana.id, reason: '=HYPERLINK("x")\n;@x' })
    const filter = { kind: 'people', from } as const
    await confirmAct(app, browser, admin, 'export-record', { format: 'jsonl' })
    const lines = await exported({ format: 'jsonl', ...filter })
    expect(lines.headers['content-disposition']).toBe('attachment; filename="audit-log-2027-03-01.jsonl"')
    const rows = lines.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { account: { name: string } | null; reason: string; id: string })
    expect(new Set(rows.map((row) => row.id)).size).toBe(1101)
    expect(rows.find((row) => row.account?.name === 'Ana Silva')?.reason).toBe('=HYPERLINK("x")\n;@x')
    await confirmAct(app, browser, admin, 'export-record', { format: 'csv' })
    const csv = await exported({ format: 'csv', ...filter })
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8; header=present')
    expect(csv.headers['x-content-type-options']).toBe('nosniff')
    expect(csv.text.split('\r\n')).toHaveLength(1103)
    expect(csv.text).toContain(`"'=HYPERLINK(""x"") ;'@x"`)
    const acts = (await read('?kind=service')).acts.filter((act) => act.act === 'record_exported')
    expect(acts.map((act) => act.detail)).toEqual(
      expect.arrayContaining([
        { format: 'csv', kind: 'people', from },
        { format: 'jsonl', kind: 'people', from },
      ]),
    )
  })
})
