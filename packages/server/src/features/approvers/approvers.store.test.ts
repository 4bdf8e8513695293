import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeTrustedPhone } from '../../testing/index.ts'
import { changeStanding, getAccount, pastsSince } from '../accounts/index.ts'
import { anyAdministrator, anyApproverOf, approversOf, withUsablePhone } from './approvers.store.ts'
import { approvalsStand, formerAnswerers, somebodyCouldApprove } from './index.ts'

forEachEngine('who may answer, as it is read', (engine) => {
  async function open() {
    const core = await createTestCore({ database: await engine.open() })
    const ana = (await makeAccountRow(core, { two_factor_since: 1 })).id
    const ada = (await makeAccountRow(core, { role: 'admin', two_factor_since: 1 })).id
    const q = { origin: core.config.origin, now: core.clock.now() }
    const become = (id: string, set: { role?: 'member' | 'admin'; state?: 'active' | 'disabled' }) =>
      inPlainTransaction(core.db, (tx) => changeStanding(core, tx, { id, from: ['active', 'disabled'], set }))
    return { core, ana, ada, q, become }
  }
  it('RR-6 somebody may approve who has a phone that confirms now, and is not the account itself', async () => {
    const { core, ana, ada, q } = await open()
    const could = async () => await somebodyCouldApprove(core, core.db, await getAccount(core.db, ana))
    expect(await could()).toBe(false)
    const phone = await makeTrustedPhone(core, ada, { paused_until: q.now + 1 })
    expect(await could(), 'paused').toBe(false)
    await core.db.updateTable('device').set({ paused_until: q.now }).where('id', '=', phone.id).execute()
    expect(await could()).toBe(true)
    expect(await anyAdministrator(core.db, { ...q, account: ada }), 'not for oneself').toBe(false)
    expect([...(await withUsablePhone(core.db, { ...q, accounts: [ana, ada] }))]).toEqual([ada])
    expect([...(await withUsablePhone(core.db, { ...q, accounts: [] }))]).toEqual([])
    await core.db.updateTable('account').set({ role: 'approver' }).where('id', '=', ada).execute()
    expect(await anyAdministrator(core.db, { ...q, account: ana })).toBe(false)
    expect(await anyApproverOf(core.db, { ...q, among: [ada] })).toBe(true)
    expect(await anyApproverOf(core.db, { ...q, among: [] })).toBe(false)
  })
  it('RR-6 what roles and states were is kept, and who lost a right lately is still told', async () => {
    const { core, ana, ada, q, become } = await open()
    await become(ada, { state: 'disabled' })
    expect(await formerAnswerers(core, core.db, await getAccount(core.db, ana))).toEqual([ada])
    expect((await pastsSince(core.db, q.now - days(7), ada)).get(ada)).toEqual([{ role: 'admin', state: 'active', until: q.now }])
    await become(ada, { state: 'active' })
    expect(await formerAnswerers(core, core.db, await getAccount(core.db, ana))).toEqual([])
    await become(ada, { role: 'member' })
    core.clock.advance(days(7))
    expect(await formerAnswerers(core, core.db, await getAccount(core.db, ana))).toEqual([])
    expect(await become('acc_nobody', { role: 'admin' })).toBe(false)
  })
  it('RR-6 approvals stand while those who gave them may answer', async () => {
    const { core, ana, ada, become } = await open()
    await makeTrustedPhone(core, ada)
    await core.db
      .insertInto('recovery_case')
      .values({ id: 'cas_x', account_id: ana, kind: 'desk', opened_at: 1, opened_by: null, closed_at: null, closed_reason: null })
      .execute()
    const row = { id: 'ans_x', case_id: 'cas_x', answer_key: 'cas_x', approver_id: ada, started_at: 1, caller_tries: 0 }
    await core.db
      .insertInto('recovery_approval')
      .values({ ...row, decision: 'approved', decided_at: 1 })
      .execute()
    const given = { needs: 1, request_id: null, case_id: 'cas_x' }
    const stand = async (needs: number | null = 1) =>
      await approvalsStand(core, core.db, { account: await getAccount(core.db, ana), given: { ...given, needs } })
    expect(await approversOf(core.db, 'cas_x')).toEqual([ada])
    expect([await stand(), await stand(2), await stand(null)]).toEqual([true, false, true])
    await become(ada, { role: 'member' })
    expect(await stand()).toBe(false)
  })
})
