import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrate, shippedMigrations } from '../../src/db/migrate.ts'
import { openSqlite } from '../../src/db/sqlite.ts'
import { forEachEngine } from '../../src/testing/index.ts'

forEachEngine('the schema', ({ open }) => {
  it('is brought up once, by whichever of several starts comes first', async () => {
    const database = await open({ shared: true })
    const other = await database.another()
    await Promise.all([migrate(database), migrate(other)])
    expect(await database.db.selectFrom('account').selectAll().execute()).toEqual([])
  })

  it('OP-6 of a newer version is refused by an older program, and stays as it is', async () => {
    const database = await open()
    const migrations = database.db.withTables<{ kysely_migration: { name: string; timestamp: string } }>()
    await migrations
      .insertInto('kysely_migration')
      .values({ name: '2999-01-01-from-the-future', timestamp: '2999-01-01T00:00:00Z' })
      .execute()
    await expect(migrate(database)).rejects.toThrow(/newer version of Sparekey/)
    expect(await database.db.selectFrom('service_state').selectAll().execute()).toEqual([])
  })

  it('OP-6 is upgraded by itself, and only once; a database file is copied aside first, with all that was in it', async () => {
    const database = await open({ shared: true })
    await database.db.insertInto('service_state').values({ name: 'kept', value: 'yes' }).execute()
    const file = database.engine === 'sqlite' ? database.url.replace('sqlite:', '') : undefined
    const next = {
      ...shippedMigrations,
      '2999-01-01-next': { up: async (db: typeof database.db) => void (await sql`create table next_thing (id text)`.execute(db)) },
    }
    await migrate(database, file, next)
    await migrate(database, file, next)
    await sql`insert into next_thing (id) values ('a')`.execute(database.db)
    expect(await database.db.selectFrom('service_state').select('value').execute()).toEqual([{ value: 'yes' }])
    if (!file) return
    const copy = openSqlite(`${file}.before-2999-01-01-next`)
    expect(
      copy
        .prepare('select value from service_state')
        .all()
        .map((row) => ({ ...row })),
    ).toEqual([{ value: 'yes' }])
    copy.close()
  })

  it('OP-6 a step that fails stops the start with a sentence, and a database file keeps its copy', async () => {
    const database = await open({ shared: true })
    const file = database.engine === 'sqlite' ? database.url.replace('sqlite:', '') : undefined
    const broken = { ...shippedMigrations, '2999-01-01-broken': { up: () => Promise.reject(new Error('no')) } }
    await expect(migrate(database, file, broken)).rejects.toThrow(/step 2999-01-01-broken failed\. Restore/)
    if (file) expect(existsSync(`${file}.before-2999-01-01-broken`)).toBe(true)
  })
})
