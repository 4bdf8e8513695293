import { beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, minutes } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeTrustedPhone, type TestCore, type TestPhone } from '../../testing/index.ts'
import { addScannedDevice, devicesElsewhere, holdDevicesAddedSince, removeDeviceRow, trustDevice, usableDevices } from './device-life.ts'
import { markAllRemoved, markRemoved, moveDevice } from './device-states.store.ts'
import { touchSigned } from './device-use.store.ts'
import { insertSpent, sweepSpent } from './spent-values.store.ts'
import { countKept, findForGate, listKept, setName } from './trusted-devices.store.ts'

forEachEngine('trusted devices in the database', (engine) => {
  let core: TestCore
  let phone: TestPhone
  let account: string

  beforeEach(async () => {
    core = await createTestCore({ database: await engine.open() })
    account = (await makeAccountRow(core)).id
    phone = await makeTrustedPhone(core, account)
  })

  const row = (id = phone.id) => core.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const inTx = <T>(work: Parameters<typeof inPlainTransaction<T>>[1]) => inPlainTransaction(core.db, work)

  it('a device goes from one state to the next once, and only in its own account', async () => {
    const move = (q: Partial<Parameters<typeof moveDevice>[1]>) =>
      inTx((tx) => moveDevice(tx, { id: phone.id, account, from: 'trusted', to: 'held', ...q }))
    expect(await move({ account: 'acc_other' })).toBe(false)
    expect(await move({ from: 'scanned' })).toBe(false)
    expect(await move({ weakUntil: 7 })).toBe(true)
    expect(await move({})).toBe(false)
    expect(await row()).toMatchObject({ state: 'held', weak_until: 7 })
  })

  it('a removed device stays in the record without the key of its codes, and is removed once', async () => {
    expect(await inTx((tx) => markRemoved(tx, { id: phone.id, account: 'acc_other', now: 5 }))).toBe(false)
    expect(await inTx((tx) => markRemoved(tx, { id: phone.id, account, now: 5 }))).toBe(true)
    expect(await inTx((tx) => markRemoved(tx, { id: phone.id, account, now: 6 }))).toBe(false)
    expect(await row()).toMatchObject({ state: 'removed', otp_sealed: '', ended_at: 5 })
    expect(await listKept(core.db, account)).toEqual([])
  })

  it('OP-9 a device of another address is trusted and confirms nothing; start and doctor name it', async () => {
    const old = await makeTrustedPhone(core, account, { origin: 'https://old.example.org' })
    const usable = await usableDevices(core.db, { accountId: account, origin: core.config.origin, now: core.clock.now() })
    expect(usable.map(({ id }) => id)).toEqual([phone.id])
    expect(await devicesElsewhere(core)).toMatchObject([{ id: old.id, origin: 'https://old.example.org' }])
  })

  it.each(['held', 'blocked', 'ready', 'scanned', 'removed'] as const)('a %s device is not usable', async (state) => {
    await core.db.updateTable('device').set({ state }).execute()
    expect(await usableDevices(core.db, { accountId: account, origin: core.config.origin, now: core.clock.now() })).toEqual([])
  })

  it('TD-4 five devices are the most, counting those that could be trusted again', async () => {
    for (const state of ['held', 'blocked', 'trusted'] as const) await makeTrustedPhone(core, account, { state })
    for (const state of ['scanned', 'removed', 'ready'] as const) await makeTrustedPhone(core, account, { state })
    expect(await inTx((tx) => countKept(tx, account))).toBe(4)
    const [fifth, sixth] = [
      await makeTrustedPhone(core, account, { state: 'scanned' }),
      await makeTrustedPhone(core, account, { state: 'scanned' }),
    ]
    expect(await inTx((tx) => trustDevice(core, tx, { id: fifth.id, accountId: account, from: 'scanned' }))).toBe(true)
    await expect(inTx((tx) => trustDevice(core, tx, { id: sixth.id, accountId: account, from: 'scanned' }))).rejects.toThrow(
      'too_many_devices',
    )
    const change = { id: sixth.id, accountId: account, from: 'scanned', replaces: phone.id } as const
    expect(await inTx((tx) => trustDevice(core, tx, change))).toBe(true)
    expect((await row()).state).toBe('removed')
  })

  it('AU-4 devices added since then are held, older ones go on', async () => {
    const since = core.clock.now() - days(7)
    const young = await makeTrustedPhone(core, account, { added_at: since, trusted_at: since })
    const late = await makeTrustedPhone(core, account, { trusted_at: since + 1 })
    const blocked = await makeTrustedPhone(core, account, { state: 'blocked', added_at: since + 1 })
    const other = await makeTrustedPhone(core, (await makeAccountRow(core)).id, { added_at: since })
    expect(await inTx((tx) => holdDevicesAddedSince(core, tx, account, since))).toBe(3)
    for (const { id } of [young, late, blocked]) expect((await row(id)).state).toBe('held')
    for (const { id } of [phone, other]) expect((await row(id)).state).toBe('trusted')
  })

  it('the push address leaves with the device', async () => {
    await core.db
      .insertInto('push_subscription')
      .values({ id: 'psh_1', device_id: phone.id, endpoint_sealed: 'x', keys_sealed: 'x', confirmed_at: 1, failed_at: null })
      .execute()
    expect(await inTx((tx) => removeDeviceRow(core, tx, { id: phone.id, accountId: account }))).toBe(true)
    expect(await core.db.selectFrom('push_subscription').selectAll().execute()).toEqual([])
  })

  it('EN-5 all of an account leave at once, and nobody else’s', async () => {
    await makeTrustedPhone(core, account, { state: 'scanned' })
    const other = await makeTrustedPhone(core, (await makeAccountRow(core)).id)
    await inTx((tx) => markAllRemoved(tx, account, 9))
    const states = await core.db.selectFrom('device').select('state').where('account_id', '=', account).execute()
    expect(states.every(({ state }) => state === 'removed')).toBe(true)
    expect((await row(other.id)).state).toBe('trusted')
  })

  it('TD-7 what pairs on localhost is marked as a trial, and a key pairs once', async () => {
    const scanned = { accountId: account, name: 'n', system: 's', otpSealed: 'o' }
    const local = { ...core, config: { ...core.config, localhost: true } }
    await inTx((tx) => addScannedDevice(local, tx, { ...scanned, id: 'dev_trial', signKey: 'k1' }))
    await inTx((tx) => addScannedDevice(core, tx, { ...scanned, id: 'dev_real', signKey: 'k2' }))
    expect(await row('dev_trial')).toMatchObject({ trial: 1, state: 'scanned', trusted_at: null })
    expect((await row('dev_real')).trial).toBe(0)
    await expect(inTx((tx) => addScannedDevice(core, tx, { ...scanned, id: 'dev_again', signKey: 'k2' }))).rejects.toThrow('bad_request')
  })

  it('the gate sees the account and the pairing that a phone waits in', async () => {
    const now = core.clock.now()
    expect(await findForGate(core.db, phone.id, now)).toMatchObject({ state: 'trusted', account_state: 'active', pairing_id: null })
    await core.db
      .insertInto('pairing')
      .values({
        id: 'pai_1',
        account_id: account,
        session_id: 'ses_1',
        purpose: 'add',
        replaces_device_id: null,
        token_digest: 't',
        code_id: 'ABCD',
        code_mac: 'm',
        code_tries: 0,
        server_key_sealed: '',
        server_key: '',
        state: 'scanned',
        device_id: phone.id,
        check_number: null,
        weak_until: 0,
        created_at: now,
        expires_at: now + minutes(1),
      })
      .execute()
    expect((await findForGate(core.db, phone.id, now))?.pairing_id).toBe('pai_1')
    expect((await findForGate(core.db, phone.id, now + minutes(1)))?.pairing_id).toBeNull()
  })

  it('a used value is used, and forgotten only after its time', async () => {
    expect(await inTx((tx) => insertSpent(tx, 'd1', 100))).toBe(true)
    expect(await inTx((tx) => insertSpent(tx, 'd1', 100))).toBe(false)
    await sweepSpent(core.db, 100)
    expect(await inTx((tx) => insertSpent(tx, 'd1', 100))).toBe(false)
    await sweepSpent(core.db, 101)
    expect(await core.db.selectFrom('spent_value').selectAll().execute()).toEqual([])
  })

  it('names and times are written to the device that is meant', async () => {
    const other = await makeTrustedPhone(core, account)
    expect(await inTx((tx) => setName(tx, { id: phone.id, account: 'acc_other', name: 'x' }))).toBe(false)
    expect(await inTx((tx) => setName(tx, { id: phone.id, account, name: 'x' }))).toBe(true)
    await inTx((tx) => touchSigned(tx, { id: phone.id, person: true, now: 100, notBefore: 40 }))
    await inTx((tx) => touchSigned(tx, { id: phone.id, person: true, now: 130, notBefore: 70 }))
    expect(await row()).toMatchObject({ name: 'x', last_signed_at: 100, last_person_at: 100 })
    expect(await row(other.id)).toMatchObject({ name: 'Test phone', last_signed_at: null, last_person_at: null })
  })
})
