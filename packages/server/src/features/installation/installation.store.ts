import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'

export async function findState(db: Db | Tx, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('service_state').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value
}

/** Keeps a value that is not there yet. @returns the one that is there now */
export async function keepState(tx: Tx, name: string, value: string): Promise<string> {
  await tx
    .insertInto('service_state')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await findState(tx, name)) ?? value
}

export async function changeState(tx: Tx, name: string, value: string): Promise<void> {
  await tx.updateTable('service_state').set({ value }).where('name', '=', name).execute()
}

/** When the newest record was written, 0 if there is none. */
export async function lastRecordAt(db: Db): Promise<Instant> {
  const row = await db.selectFrom('audit').select('at').orderBy('at', 'desc').limit(1).executeTakeFirst()
  return row?.at ?? 0
}

/** Where the last logins came from, newest first. */
export async function lastAddresses(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('login_event').select('ip').orderBy('at', 'desc').limit(50).execute()
  return rows.map((row) => row.ip)
}
