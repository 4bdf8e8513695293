import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import type { CurrentDevice } from '../../http/route.ts'
import { createTestCore, makeAccountRow, makeTrustedPhone, type TestCore, type TestPhone } from '../../testing/index.ts'
import { removeDeviceRow, trustDevice } from './device-life.ts'
import { listenForPhone } from './phone-events.ts'

let core: TestCore
let phone: TestPhone
let heard: number
let stop: () => void

beforeEach(async () => {
  core = await createTestCore()
  phone = await makeTrustedPhone(core, (await makeAccountRow(core)).id)
  heard = 0
})
afterEach(() => core.close())

const listen = (state: CurrentDevice['state']): void => {
  stop = listenForPhone(core, { id: phone.id, accountId: phone.account, state, person: false, paused: false }, () => {
    heard += 1
  })
}
/** What was started by an event reads the database once. */
const settled = () => core.db.selectFrom('device').select('id').execute()

describe('an open phone app', () => {
  it('hears of its account while it belongs to it', () => {
    listen('trusted')
    core.live.publish(`account:${phone.account}`)
    core.live.publish('account:acc_other')
    expect(heard).toBe(1)
    stop()
    core.live.publish(`account:${phone.account}`)
    core.live.publish(`device:${phone.id}`)
    expect(heard).toBe(1)
  })

  it('hears nothing of the account while it merely scanned, and everything from the moment it is trusted', async () => {
    await core.db.updateTable('device').set({ state: 'scanned' }).execute()
    listen('scanned')
    core.live.publish(`account:${phone.account}`)
    expect(heard).toBe(0)
    await inPlainTransaction(core.db, (tx) => trustDevice(core, tx, { id: phone.id, accountId: phone.account, from: 'scanned' }))
    expect(heard).toBe(1)
    await settled()
    core.live.publish(`account:${phone.account}`)
    expect(heard).toBe(2)
    stop()
  })

  it('hears nothing more of the account once it was removed', async () => {
    listen('trusted')
    await inPlainTransaction(core.db, (tx) => removeDeviceRow(core, tx, { id: phone.id, accountId: phone.account }))
    const before = heard
    expect(before).toBeGreaterThan(0)
    await settled()
    core.live.publish(`account:${phone.account}`)
    expect(heard).toBe(before)
    stop()
  })
})
