import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { createTestCore, makeAccountRow, makeAnsweringRow, makeTrustedPhone, type TestCore } from '../../testing/index.ts'
import { getAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { answerersOf, oneOfTwo, somebodyMayApprove, whoMayAnswer } from './index.ts'

let core: TestCore
let member: string

beforeEach(async () => {
  core = await createTestCore()
  member = (await makeAccountRow(core, { two_factor_since: 1 })).id
})
afterEach(() => core.close())

async function approver(given: Parameters<typeof makeAccountRow>[1] & { phone?: boolean } = {}): Promise<string> {
  const { phone = true, ...columns } = given
  const { id } = await makeAccountRow(core, { role: 'admin', two_factor_since: 1, ...columns })
  if (phone) await makeTrustedPhone(core, id)
  return id
}
async function inGroup(name: string, ...accounts: string[]): Promise<void> {
  const group = newId(core.random, 'grp')
  await core.db.insertInto('people_group').values({ id: group, name, name_key: name, created_at: 1 }).execute()
  for (const account_id of accounts) {
    await core.db.insertInto('membership').values({ account_id, group_id: group, added_at: 1 }).execute()
    await makeAnsweringRow(core, account_id, group)
  }
}
const of = async (account = member) => await answerersOf(core, core.db, await getAccount(core.db, account))
const may = async (account = member) =>
  (await whoMayAnswer(core, core.db, await getAccount(core.db, account))).map((one) => one.account.id).toSorted()
const act = (by: string, name: Parameters<typeof record>[2]['act'], about = member) =>
  inPlainTransaction(core.db, (tx) => record(core, tx, { act: name, actor: { kind: 'account', id: by }, account: about }))

describe('RR-6 who may answer for an account', () => {
  it('administrators, and approvers of its groups; no disabled one, and none without two-factor authentication', async () => {
    const admin = await approver()
    const near = await approver({ role: 'approver' })
    const far = await approver({ role: 'approver' })
    await approver({ state: 'disabled' })
    await approver({ two_factor_since: null })
    const gone = await approver({ role: 'approver', state: 'disabled' })
    await inGroup('sales', member, near, gone)
    await inGroup('lab', far)
    expect(await may()).toEqual([admin, near].toSorted())
    expect((await of()).find((one) => one.account.id === far)?.whyNot).toBe('not-your-group')
  })
  it('an administrator’s own account is answered by the others alone', async () => {
    const [one, two] = [await approver(), await approver()]
    await approver({ role: 'approver' })
    expect(await may(one)).toEqual([two])
  })
  it('for an account that was administrator until lately approvers do not answer', async () => {
    const admin = await approver()
    const near = await approver({ role: 'approver' })
    await inGroup('sales', member, near)
    const changed = { role_before: 'admin', role_changed_at: core.clock.now() }
    await core.db.updateTable('account').set(changed).where('id', '=', member).execute()
    expect(await may()).toEqual([admin])
    core.clock.advance(days(7))
    expect(await may()).toEqual([admin, near].toSorted())
  })
  it.each(['role_changed', 'groups_changed', 'contact_number_changed', 'number_changed', 'address_removed'] as const)(
    'who did %s to it in 7 days does not, while another may',
    async (name) => {
      const [changer, other] = [await approver(), await approver()]
      await act(changer, name)
      expect(await may()).toEqual([other])
      core.clock.advance(days(7) + 1)
      expect(await may()).toEqual([changer, other].toSorted())
    },
  )
  it('where no other can, the one who changed it may, and it shows', async () => {
    const changer = await approver()
    await act(changer, 'groups_changed')
    // Somebody whose phone cannot confirm an approval is nobody who could take over.
    await approver({ phone: false })
    expect(await may()).toContain(changer)
    expect((await of()).find((one) => one.account.id === changer)).toMatchObject({ changedIt: true, whyNot: undefined })
  })
  it('what the person changed on their own account bars nobody', async () => {
    const admin = await approver()
    await act(member, 'number_changed')
    expect(await may()).toEqual([admin])
  })
})

describe('RR-6 who counts where two are needed', () => {
  it('nobody who is new, and nobody without a phone that confirms', async () => {
    const old = await approver()
    await approver({ created_at: core.clock.now() - days(2) })
    await approver({ role_before: 'member', role_changed_at: core.clock.now() - days(6) })
    await approver({ phone: false })
    expect(oneOfTwo(await of()).map((one) => one.account.id)).toEqual([old])
    expect(await may()).toHaveLength(4)
  })
  it('without anybody who could confirm an approval nobody may answer', async () => {
    await approver({ phone: false })
    expect(somebodyMayApprove(await of())).toBe(false)
    await approver({ role: 'approver' })
    expect(somebodyMayApprove(await of())).toBe(false)
    await approver()
    expect(somebodyMayApprove(await of())).toBe(true)
  })
})
