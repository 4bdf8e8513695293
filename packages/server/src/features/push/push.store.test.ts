import { beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeTrustedPhone, type TestCore, type TestPhone } from '../../testing/index.ts'
import {
  dropGone,
  dropOfAccount,
  dropOfDevice,
  findSubscription,
  listReachable,
  listWithSubscription,
  markFailed,
  putSubscription,
} from './push.store.ts'

forEachEngine('push addresses in the database', (engine) => {
  let core: TestCore
  let phone: TestPhone

  beforeEach(async () => {
    core = await createTestCore({ database: await engine.open() })
    phone = await makeTrustedPhone(core, (await makeAccountRow(core)).id)
  })

  const put = (device: string, endpoint: string, at = 1) =>
    inPlainTransaction(core.db, (tx) =>
      putSubscription(tx, {
        id: `psh_${endpoint}`,
        device_id: device,
        endpoint_sealed: endpoint,
        keys_sealed: 'k',
        confirmed_at: at,
        failed_at: null,
      }),
    )

  it('a device has one: the newest', async () => {
    await put(phone.id, 'a')
    await markFailed(core.db, phone.id, 5)
    expect((await findSubscription(core.db, phone.id))?.failed_at).toBe(5)
    await put(phone.id, 'b', 2)
    expect(await findSubscription(core.db, phone.id)).toMatchObject({ endpoint_sealed: 'b', confirmed_at: 2, failed_at: null })
    expect(await core.db.selectFrom('push_subscription').selectAll().execute()).toHaveLength(1)
  })

  it('one that is gone does not take a newer one with it', async () => {
    await put(phone.id, 'a', 1)
    await put(phone.id, 'b', 2)
    await dropGone(core.db, phone.id, 1)
    expect((await findSubscription(core.db, phone.id))?.endpoint_sealed).toBe('b')
    await dropGone(core.db, phone.id, 2)
    expect(await findSubscription(core.db, phone.id)).toBeUndefined()
  })

  it('they leave by device, or by account, and no others with them', async () => {
    const second = await makeTrustedPhone(core, phone.account)
    const other = await makeTrustedPhone(core, (await makeAccountRow(core)).id)
    for (const { id } of [phone, second, other]) await put(id, id)
    await inPlainTransaction(core.db, (tx) => dropOfDevice(tx, phone.id))
    expect(await listWithSubscription(core.db, [phone.id, second.id])).toEqual([{ device_id: second.id }])
    expect(await inPlainTransaction(core.db, (tx) => listReachable(tx, phone.account))).toEqual([{ id: second.id }])
    await inPlainTransaction(core.db, (tx) => dropOfAccount(tx, phone.account))
    expect(await core.db.selectFrom('push_subscription').select('device_id').execute()).toEqual([{ device_id: other.id }])
  })
})
