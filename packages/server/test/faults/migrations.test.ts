import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import { type OpenDatabase, openDatabase } from '../../src/db/open.ts'
import { forEachEngine, type TestEngine } from '../../src/testing/index.ts'
import { spawnToDie } from './killed-service.ts'

// An upgrade that is killed half-way is done from its beginning by the next start, or refuses in words; it never leaves half a schema
// that something works with (OP-6).

const kills = Math.max(6, Math.floor(Number(process.env.KILLS ?? 25) / 4))

/** Every column there is. */
async function schemaOf(open: OpenDatabase): Promise<string[]> {
  const query =
    open.engine === 'sqlite'
      ? sql<{
          line: string
        }>`select name || ' ' || coalesce(sql, '') as line from sqlite_master where name not like 'sqlite%' order by name`
      : sql<{
          line: string
        }>`select table_name || ' ' || column_name || ' ' || data_type as line from information_schema.columns where table_schema = 'public'
          union all select indexname || ' ' || indexdef from pg_indexes where schemaname = 'public' order by 1`
  return (await query.execute(open.db)).rows.map((row) => row.line)
}

/** Migrates in a child. @param q.after ms from its beginning to its end by SIGKILL; it is let to its end if absent. @returns how long it took */
function migrateIn(url: string, q: { signal: AbortSignal; after?: number }): Promise<number> {
  q.signal.throwIfAborted()
  const { after } = q
  const child = spawnToDie(join(import.meta.dirname, 'migrating.ts'), { env: { DATABASE_URL: url }, signal: q.signal })
  child.stderr?.pipe(process.stderr)
  let began = 0
  let took = 0
  child.stdout?.on('data', (part: Buffer) => {
    const text = part.toString()
    if (text.includes('begins')) {
      began = performance.now()
      if (after !== undefined) setTimeout(() => child.kill('SIGKILL'), after)
    }
    if (text.includes('is up to date')) took = performance.now() - began
  })
  return new Promise((go) => child.once('close', () => go(took)))
}

async function emptyDatabase(engine: TestEngine): Promise<{ url: string; close: () => Promise<void> }> {
  if (engine.engine === 'sqlite') {
    const folder = mkdtempSync(join(tmpdir(), 'sparekey-half-'))
    return { url: `sqlite:${join(folder, 'sparekey.db')}`, close: async () => rmSync(folder, { recursive: true, force: true }) }
  }
  const made = await engine.open()
  await sql`drop schema public cascade`.execute(made.db)
  await sql`create schema public`.execute(made.db)
  return { url: made.url, close: async () => {} }
}

forEachEngine('an upgrade that is killed half-way', (engine) => {
  it('OP-6 is done from its beginning by the next start', async ({ signal }) => {
    const whole = await emptyDatabase(engine)
    const took = await migrateIn(whole.url, { signal })
    const open = await openDatabase(whole.url)
    const schema = await schemaOf(open)
    await open.close()
    await whole.close()
    expect(schema.length).toBeGreaterThan(50)
    let half = 0
    for (let n = 0; n < kills; n++) {
      const database = await emptyDatabase(engine)
      const done = await migrateIn(database.url, { signal, after: (took * (n + 1)) / (kills + 1) })
      if (done === 0) half += 1
      const next = await openDatabase(database.url)
      await migrate(next)
      expect(await schemaOf(next)).toEqual(schema)
      await next.close()
      await database.close()
    }
    expect(half, 'none was killed half-way').toBeGreaterThan(0)
  })
})
