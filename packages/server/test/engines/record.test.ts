import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sealRecord, verifyRecord } from '../../src/features/audit/index.ts'
import { writeRecord, writeSealed } from '../../src/features/audit/testing/made-up-record.ts'
import { createTestCore, forEachEngine, type TestCore } from '../../src/testing/index.ts'

// What a writer of the database can do to a record of twelve, sealed in four parts. He has no key.

const size = 12
const texts = [
  'id',
  'actor_id',
  'account_id',
  'act',
  'reason',
  'detail',
  'ip',
  'browser_id',
  'session_id',
  'sign_in_id',
  'mac',
  'previous',
  'hash',
] as const
type Row = Awaited<ReturnType<typeof readRows>>[number]

const readRows = (core: TestCore) => core.db.selectFrom('audit').selectAll().orderBy('seq').execute()

interface Mutation {
  /** The first record that is wrong now. */
  first: number
  apply(core: TestCore, rows: Row[]): Promise<unknown>
}

const at = fc.integer({ min: 1, max: size })
const other = (value: string | null, to: string): string => (value === to ? `${to}'` : to)
const set = (core: TestCore, seq: number, values: Partial<Row>) => core.db.updateTable('audit').set(values).where('seq', '=', seq).execute()

const changedText = fc.record({ seq: at, column: fc.constantFrom(...texts), to: fc.string({ unit: 'grapheme-ascii' }) }).map(
  ({ seq, column, to }): Mutation => ({
    first: seq,
    apply: (core, rows) => set(core, seq, { [column]: other(rows[seq - 1]?.[column] ?? null, to) }),
  }),
)
const copiedValue = fc.record({ seq: at, from: at, column: fc.constantFrom('previous', 'hash', 'mac', 'act', 'reason') }).map(
  ({ seq, from, column }): Mutation => ({
    first: seq,
    apply: (core, rows) => {
      const value = rows[from - 1]?.[column] ?? ''
      return set(core, seq, { [column]: value === rows[seq - 1]?.[column] ? 'x' : value })
    },
  }),
)
const emptied = fc
  .record({ seq: at, column: fc.constantFrom('mac', 'previous', 'hash') })
  .map(({ seq, column }): Mutation => ({ first: seq, apply: (core) => set(core, seq, { [column]: null }) }))
const changedNumbers = fc.oneof(
  fc
    .record({ seq: at, by: fc.integer({ min: 1, max: 1e12 }) })
    .map(({ seq, by }): Mutation => ({ first: seq, apply: (core, rows) => set(core, seq, { at: (rows[seq - 1]?.at ?? 0) + by }) })),
  at.map(
    (seq): Mutation => ({
      first: seq,
      apply: (core, rows) => set(core, seq, { actor_kind: rows[seq - 1]?.actor_kind === 'cli' ? 'link' : 'cli' }),
    }),
  ),
  fc
    .record({ seq: at, to: fc.oneof(fc.integer({ min: size + 1 }), fc.constant(null)) })
    .map(({ seq, to }): Mutation => ({ first: seq, apply: (core) => set(core, seq, { seq: to }) })),
  fc
    .record({ seq: at, to: fc.integer({ max: 0 }) })
    .map(({ seq, to }): Mutation => ({ first: to, apply: (core) => set(core, seq, { seq: to }) })),
)
const removed = fc.record({ seq: at, count: fc.integer({ min: 1, max: size }) }).map(
  ({ seq, count }): Mutation => ({
    first: seq,
    apply: (core) =>
      core.db
        .deleteFrom('audit')
        .where('seq', '>=', seq)
        .where('seq', '<', seq + count)
        .execute(),
  }),
)
const cutOff = fc.record({ seq: at, seals: fc.boolean() }).map(
  ({ seq, seals }): Mutation => ({
    first: seq,
    async apply(core) {
      await core.db.deleteFrom('audit').where('seq', '>=', seq).execute()
      if (seals) await core.db.deleteFrom('audit_seal').where('seq', '>=', seq).execute()
    },
  }),
)
const swapped = fc
  .record({ a: at, b: at })
  .filter(({ a, b }) => a < b)
  .map(
    ({ a, b }): Mutation => ({
      first: a,
      async apply(core) {
        await set(core, a, { seq: size + 50 })
        await set(core, b, { seq: a })
        await set(core, size + 50, { seq: b })
      },
    }),
  )
const putIn = fc.record({ seq: at, like: at, chained: fc.boolean() }).map(
  ({ seq, like, chained }): Mutation => ({
    first: seq,
    async apply(core, rows) {
      for (let n = size; n >= seq; n--) await set(core, n, { seq: n + 1 })
      const row = rows[like - 1] as Row
      const links = chained ? { previous: rows[seq - 2]?.hash ?? '', hash: rows[seq - 1]?.hash ?? '' } : {}
      await core.db
        .insertInto('audit')
        .values({ ...row, ...links, id: 'aud_put_in', seq })
        .execute()
    },
  }),
)

const anyMutation = fc.oneof({ weight: 3, arbitrary: changedText }, copiedValue, emptied, changedNumbers, removed, cutOff, swapped, putIn)

forEachEngine('AU-3 X-25 the record', (engine) => {
  let core: TestCore
  let folder: string
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sparekey-record-'))
    core = await createTestCore({ database: await engine.open(), config: { auditSealsFile: join(folder, 'seals.log') } })
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('AU-3 whatever is changed, removed, moved or put in, the first record that is wrong is named', async () => {
    const sealer = await writeSealed(core, 4, 3)
    const rows = await readRows(core)
    const seals = await core.db.selectFrom('audit_seal').selectAll().execute()
    expect(await verifyRecord(core)).toMatchObject({ intact: true, checked: size, outside: { compared: 4 } })
    await fc.assert(
      fc.asyncProperty(anyMutation, async (mutation) => {
        await mutation.apply(core, rows)
        try {
          const { intact, bad } = await verifyRecord(core)
          expect({ intact, first: bad?.seq }).toEqual({ intact: false, first: mutation.first })
        } finally {
          for (const table of ['audit', 'audit_seal'] as const) await core.db.deleteFrom(table).execute()
          await core.db.insertInto('audit').values(rows).execute()
          await core.db.insertInto('audit_seal').values(seals).execute()
        }
      }),
      { numRuns: engine.engine === 'sqlite' ? 400 : 120 },
    )
    await sealer.stop()
  })

  it('AU-3 every column of the table is authenticated', async () => {
    const sealer = await writeSealed(core, 1, 1)
    await sealer.stop()
    const [row] = await readRows(core)
    expect(Object.keys(row ?? {}).sort()).toEqual(
      ['id', 'at', 'actor_kind', 'seq', ...texts].filter((name, n, all) => all.indexOf(name) === n).sort(),
    )
  })

  it('AU-3 X-25 chained anew without the key it does not pass, whatever is done to the seals', async () => {
    const sealer = await writeSealed(core, 4, 3)
    await sealer.stop()
    // The attacker runs the service’s own sealer, under a key of his own, over a record without its fifth act.
    await core.db.deleteFrom('audit').where('seq', '=', 5).execute()
    await core.db.updateTable('audit').set({ seq: null, previous: null, hash: null }).execute()
    await core.db.deleteFrom('audit_seal').execute()
    const { createSecrets } = await import('../../src/kernel/secrets.ts')
    const ring = { current: 'k1', keys: { k1: Buffer.alloc(32, 66).toString('base64url') } }
    const { auditSealsFile: _, ...config } = core.config
    await sealRecord({ ...core, config, secrets: createSecrets(ring, core.random) }).stop()
    expect((await verifyRecord(core)).bad).toMatchObject({ seq: 1, problem: 'moved' })
  })

  it('AU-3 X-25 a cut is found by a seal noted by hand, also where file and seals were removed', async () => {
    const sealer = await writeSealed(core, 3, 3)
    const head = readFileSync(join(folder, 'seals.log'), 'utf8').trim().split('\n').at(-1) ?? ''
    await sealer.stop()
    rmSync(join(folder, 'seals.log'))
    await core.db.deleteFrom('audit').where('seq', '>', 3).execute()
    await core.db.deleteFrom('audit_seal').where('seq', '>', 3).execute()
    expect(await verifyRecord(core)).toMatchObject({ intact: true })
    const { bad } = await verifyRecord(core, { heads: [`  ${head.replaceAll(' ', '   ')} `] })
    expect(bad).toMatchObject({ problem: 'cut', seq: 4, until: 9, outside: true })
    expect((await verifyRecord(core, { heads: [head.replace(/.$/, 'A')] })).outside).toMatchObject({ unread: 1 })
    // The service went on meanwhile, without knowing: what was sealed then is not what is there now.
    await writeRecord(core, 8, 70)
    await sealRecord({ ...core }).stop()
    expect((await verifyRecord(core, { heads: [head] })).bad).toMatchObject({ problem: 'other-history', until: 9 })
  })

  it('AU-3 X-25 genuine records of two histories put together do not pass', async () => {
    const { auditSealsFile: _, ...config } = core.config
    const unseen = { ...core, config }
    await (await writeSealed(unseen, 2, 3)).stop()
    const first = await readRows(core)
    // An older copy of the database comes back, and the service goes on without knowing of seals kept elsewhere.
    for (const table of ['audit', 'audit_seal'] as const) await core.db.deleteFrom(table).where('seq', '>', 3).execute()
    core.clock.advance(1000)
    await writeRecord(unseen, 4, 40)
    await sealRecord(unseen).stop()
    expect(await verifyRecord(unseen)).toMatchObject({ intact: true, checked: 7 })
    await core.db.deleteFrom('audit').where('seq', '=', 4).execute()
    await core.db
      .insertInto('audit')
      .values(first[3] as Row)
      .execute()
    expect((await verifyRecord(unseen)).bad).toMatchObject({ problem: 'other-history', seq: 5 })
  })

  it('AU-3 a changed or removed seal is found', async () => {
    const sealer = await writeSealed(core, 4, 3)
    await sealer.stop()
    const seal = await core.db.selectFrom('audit_seal').selectAll().where('number', '=', 2).executeTakeFirstOrThrow()
    for (const values of [
      { kept_from: 2 },
      { adopted_to: 9 },
      { hash: 'x' },
      { at: 1 },
      { previous: 'x' },
      { mac: 'x' },
      { kept_previous: 'x' },
    ]) {
      await core.db.updateTable('audit_seal').set(values).where('number', '=', 2).execute()
      expect((await verifyRecord(core)).bad, JSON.stringify(values)).toMatchObject({ problem: 'seal', seq: 6 })
      await core.db.updateTable('audit_seal').set(seal).where('number', '=', 2).execute()
    }
    await core.db.deleteFrom('audit_seal').where('number', '=', 2).execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'seal', seq: 9 })
    await core.db.deleteFrom('audit_seal').execute()
    expect((await verifyRecord(core)).bad).toMatchObject({ problem: 'seal', seq: 1 })
  })
})
