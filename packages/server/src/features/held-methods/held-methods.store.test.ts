import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import {
  createTestCore,
  forEachEngine,
  makeAccountRow,
  makeEmailRow,
  makeNumberRow,
  makeTrustedPhone,
  type TestCore,
} from '../../testing/index.ts'
import { letGo } from './held-items.ts'
import {
  beginWait,
  clearWait,
  decide,
  endOpen,
  findOpen,
  insertAllowance,
  insertApproval,
  listAccountsWithHeld,
  listApprovals,
  listDecided,
  listDue,
  ownerOfHeld,
} from './held-methods.store.ts'
import { heldItems } from './index.ts'

forEachEngine('held methods in the database', (engine) => {
  const open = async (): Promise<TestCore> => await createTestCore({ database: await engine.open() })
  /** One held thing of each kind for an account. */
  async function heldAccount(core: TestCore, given: Parameters<typeof makeAccountRow>[1] = {}) {
    const account = await makeAccountRow(core, given)
    const at = core.clock.now()
    const device = await makeTrustedPhone(core, account.id, { state: 'held', held_at: at, held_from: 'blocked' })
    await makeEmailRow(core, account.id, { address: `${account.id.slice(4, 10)}@example.org`.toLowerCase(), verified_at: at, held_at: at })
    await makeNumberRow(core, account.id, { verified_at: at, held_at: at })
    const set = {
      id: `rcs_${account.id}`,
      account_id: account.id,
      salt: 'c2FsdA',
      key_id: 'k1',
      created_at: at,
      saved_at: at,
      voided_at: null,
      held_at: at,
      weak_until: 0,
    }
    await core.db.insertInto('recovery_code_set').values(set).execute()
    return { account: account.id, device: device.id }
  }
  const allowance = (account: string, item: string, at = 1) => ({
    id: `hal_${item}_${at}`,
    account_id: account,
    kind: 'device' as const,
    item_id: item,
    state: 'open' as const,
    opened_at: at,
  })

  it('lists the accounts of which something is held, whatever it is, and lets each thing go once', async () => {
    const core = await open()
    const { account, device } = await heldAccount(core, { name: 'Ana' })
    await heldAccount(core, { state: 'disabled' })
    await makeAccountRow(core)
    const names = async () => (await listAccountsWithHeld(core.db, { most: 10 })).map((row) => row.id)
    expect(await names()).toEqual([account])
    expect(await ownerOfHeld(core.db, device)).toBe(account)
    const items = await heldItems(core.db, account)
    expect(items.map((one) => one.kind).toSorted()).toEqual(['address', 'codes', 'device', 'number'])
    for (const item of items) {
      const other = await makeAccountRow(core)
      const say = (id: string) => inPlainTransaction(core.db, (tx) => letGo(core, tx, { account: id, item }))
      expect([await say(other.id), await say(account), await say(account)]).toEqual([false, true, false])
      expect(await ownerOfHeld(core.db, item.id)).toBeUndefined()
    }
    expect(await names()).toEqual([])
    const row = await core.db.selectFrom('device').select('state').where('id', '=', device).executeTakeFirstOrThrow()
    expect(row.state).toBe('blocked')
  })

  it('has one open allowance for a thing, one approval of a person, one decision, and one wait', async () => {
    const core = await open()
    const { account, device } = await heldAccount(core)
    const approver = await makeAccountRow(core, { name: 'Petra' })
    await inPlainTransaction(core.db, async (tx) => {
      const one = allowance(account, device)
      await insertAllowance(tx, one)
      const approval = { allowance_id: one.id, approver_id: approver.id, at: 2 }
      expect(await insertApproval(tx, { id: 'hap_1', ...approval })).toBe(true)
      expect(await insertApproval(tx, { id: 'hap_2', ...approval })).toBe(false)
      expect(await listApprovals(tx, one.id)).toMatchObject([{ approver_id: approver.id, name: 'Petra' }])
      expect([await beginWait(tx, one.id, 100), await beginWait(tx, one.id, 50)]).toEqual([true, false])
    })
    await expect(inPlainTransaction(core.db, (tx) => insertAllowance(tx, allowance(account, device, 9)))).rejects.toThrow()
    expect(await listDue(core.db, 99, 5)).toEqual([])
    expect(await listDue(core.db, 100, 5)).toHaveLength(1)
    await inPlainTransaction(core.db, async (tx) => {
      const one = await findOpen(tx, device)
      await clearWait(tx, one?.id ?? '')
      const no = { id: one?.id ?? '', to: 'refused' as const, by: approver.id, reason: 'No', now: 5 }
      expect([await decide(tx, no), await decide(tx, { ...no, to: 'allowed' })]).toEqual([true, false])
      expect(await listDecided(tx, device)).toMatchObject([{ state: 'refused', reason: 'No', name: 'Petra' }])
      await insertAllowance(tx, allowance(account, device, 9))
      await endOpen(tx, { account, reason: 'not-me', now: 10 })
      expect(await findOpen(tx, device)).toBeUndefined()
    })
    expect(await listDue(core.db, 1000, 5)).toEqual([])
  })
})
