import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'

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
