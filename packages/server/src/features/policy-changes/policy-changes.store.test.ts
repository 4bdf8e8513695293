import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { hours } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, makeNumberRow, makeTrustedPhone, testSms } from '../../testing/index.ts'
import { insertRule, lastRevision, replaceHolding, replaceWaiting, stopRule } from './policy-changes.store.ts'
import { policyView } from './policy-view.ts'
import { previewPolicy } from './preview-policy.ts'

forEachEngine('EN-1 changes of the rules', (engine) => {
  const open = async () => await createTestCore({ database: await engine.open(), config: { sms: testSms } })
  const row = (given: object) => ({
    id: 'pol_1',
    group_id: '',
    setting: 'matchDigits',
    value: '4',
    works_from: 1,
    revision: 1,
    made_at: 1,
    made_by: 'acc_gone',
    replaced_at: null,
    stopped_at: null,
    stopped_by: null,
    ...given,
  })

  it('EN-1 are shown with what waits and who made it, groups by name with how many active people are in them', async () => {
    const core = await open()
    const now = core.clock.now()
    const ada = await makeAccountRow(core, { name: 'Ada', role: 'admin' })
    const gone = await makeAccountRow(core, { state: 'disabled' })
    for (const [id, name] of [
      ['grp_2', 'Sales'],
      ['grp_1', 'lab'],
    ] as const)
      await core.db.insertInto('people_group').values({ id, name, name_key: name.toLowerCase(), created_at: 1 }).execute()
    for (const account_id of [ada.id, gone.id])
      await core.db.insertInto('membership').values({ account_id, group_id: 'grp_2', added_at: 1 }).execute()
    await inPlainTransaction(core.db, async (tx) => {
      await insertRule(tx, row({}))
      await insertRule(tx, row({ id: 'pol_2', group_id: 'grp_2', value: null, works_from: now + hours(24), made_by: ada.id, revision: 7 }))
    })
    const { everyone, groups } = await policyView(core)
    expect([everyone.people, ...groups.map((one) => [one.name, one.people])]).toEqual([1, ['lab', 0], ['Sales', 1]])
    expect(everyone.settings).toContainEqual({ setting: 'matchDigits', value: '4' })
    expect(groups[1]?.waiting).toEqual([{ id: 'pol_2', setting: 'matchDigits', worksFrom: now + hours(24), madeAt: 1, madeBy: 'Ada' }])
    expect(await lastRevision(core.db)).toBe(7)
  })

  it('EN-1 replace what holds or what waits of their own scope and setting, and nothing else', async () => {
    const core = await open()
    const now = core.clock.now()
    await inPlainTransaction(core.db, async (tx) => {
      await insertRule(tx, row({ id: 'pol_holds' }))
      await insertRule(tx, row({ id: 'pol_waits', works_from: now + 1 }))
      await insertRule(tx, row({ id: 'pol_group', group_id: 'grp_1' }))
      await insertRule(tx, row({ id: 'pol_other', setting: 'idleMinutes' }))
      await replaceWaiting(tx, { scope: '', setting: 'matchDigits', now })
    })
    const replaced = async () =>
      (await core.db.selectFrom('policy_rule').select('id').where('replaced_at', 'is not', null).orderBy('id').execute()).map(
        (one) => one.id,
      )
    expect(await replaced()).toEqual(['pol_waits'])
    await inPlainTransaction(core.db, (tx) => replaceHolding(tx, { scope: '', setting: 'matchDigits', now }))
    expect(await replaced()).toEqual(['pol_holds', 'pol_waits'])
    expect(await inPlainTransaction(core.db, (tx) => stopRule(tx, { id: 'pol_waits', by: 'acc_1', now }))).toBe(false)
  })

  it('EN-2 the preview says who has which method, and reads no more statements for more people', async () => {
    const statements = async (people: number): Promise<number> => {
      let count = 0
      const core = await createTestCore({ database: await engine.open({ log: () => void count++ }), config: { sms: testSms } })
      for (let n = 0; n < people; n++) {
        const { id } = await makeAccountRow(core, { two_factor_since: 1, name: `Person ${n}` })
        await makeTrustedPhone(core, id)
        if (n % 2 === 0) await makeNumberRow(core, id)
      }
      count = 0
      const changes = [{ setting: 'methods' as const, value: 'phone,verification-code' }]
      const shown = await previewPolicy(core, core.db, [], { scope: 'everyone', changes })
      expect(shown).toMatchObject({ people, loseMethods: { count: Math.ceil(people / 2) }, leftWithout: { count: 0 } })
      return count
    }
    expect(await statements(20)).toBe(await statements(3))
  })
})
