import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { forEachEngine } from '../../src/testing/index.ts'

forEachEngine('a test database', ({ open, engine }) => {
  it('has the whole schema and nothing of another test', async () => {
    const first = await open()
    await first.db.insertInto('service_state').values({ name: 'a', value: '1' }).execute()
    const second = await open()
    expect(second.engine).toBe(engine)
    expect(await second.db.selectFrom('service_state').selectAll().execute()).toEqual([])
  })

  it('shows what another connection wrote', async () => {
    const database = await open({ shared: true })
    const other = await database.another()
    await other.db.insertInto('service_state').values({ name: 'a', value: '1' }).execute()
    expect(await database.db.selectFrom('service_state').select('value').execute()).toEqual([{ value: '1' }])
  })

  it('lets transactions of several connections wait for each other, and loses none', async () => {
    const database = await open({ shared: true })
    const others = await Promise.all(Array.from({ length: 4 }, () => database.another()))
    await database.db.insertInto('rate_counter').values({ counter_key: 'k', in_row: 0, next_at: 0, touched_at: 0 }).execute()
    const addOne = (db: typeof database.db): Promise<unknown> =>
      db
        .transaction()
        .execute((tx) => tx.updateTable('rate_counter').set({ in_row: sql`in_row + 1` }).where('counter_key', '=', 'k').execute())
    await Promise.all(Array.from({ length: 100 }, (_, index) => addOne((others[index % 4] ?? database).db)))
    expect(await database.db.selectFrom('rate_counter').select('in_row').execute()).toEqual([{ in_row: 100 }])
  })
})
