import { expect, it } from 'vitest'
import { deleteGroup } from '../../src/features/groups/delete-group.ts'
import { changeAnswersFor } from '../../src/features/people/change-answers-for.ts'
import { changeGroups } from '../../src/features/people/change-groups.ts'
import { previewPolicy } from '../../src/features/policy-changes/preview-policy.ts'
import { savePolicy } from '../../src/features/policy-changes/save-policy.ts'
import { forEachEngine, makeAccountRow, type TestCore } from '../../src/testing/index.ts'
import { administratorIn as administrator, confirmed, openNodes, race } from './stage.ts'

const callers = 40
const ip = '203.0.113.7'

forEachEngine('a group that is deleted while something happens to it', (engine) => {
  async function open() {
    const { core, nodes } = await openNodes(engine)
    const group = 'grp_sales'
    await core.db.insertInto('people_group').values({ id: group, name: 'Sales', name_key: 'sales', created_at: 1 }).execute()
    return { core, nodes, group }
  }
  const codeOf = (outcome: object): string => {
    const { ok, code } = outcome as { ok: boolean; code?: string }
    return ok ? 'ok' : (code ?? '')
  }
  const confirmDeletion = (core: TestCore, who: Awaited<ReturnType<typeof administrator>>, group: string) =>
    confirmed(core, who, { act: 'delete-group', params: { group, name: 'Sales', members: '0' }, times: callers })
  const groupIsThere = async (core: TestCore) => (await core.db.selectFrom('people_group').select('id').execute()).length === 1

  it('goes once', async () => {
    const { core, nodes, group } = await open()
    const [one, two] = [await administrator(core), await administrator(core)]
    for (const who of [one, two]) await confirmDeletion(core, who, group)
    const outcomes = await race(nodes, callers, (node, n) => deleteGroup(node, { session: n % 2 ? one : two, group, ip }))
    expect(outcomes.map(codeOf).toSorted()).toEqual([...Array.from({ length: callers - 1 }, () => 'not_found'), 'ok'])
    expect(await core.db.selectFrom('audit').select('id').where('act', '=', 'group_deleted').execute()).toHaveLength(1)
    expect(await core.db.selectFrom('session_event').select('id').where('spent_at', 'is not', null).execute()).toHaveLength(1)
  })

  it('holds nobody who is put into it meanwhile: they came first and are asked about anew, or there is no such group', async () => {
    const { core, nodes, group } = await open()
    const who = await administrator(core)
    const people = await Promise.all(Array.from({ length: callers }, () => makeAccountRow(core)))
    await confirmDeletion(core, who, group)
    const outcomes = await race(nodes, callers, (node, n) =>
      n === callers / 2
        ? deleteGroup(node, { session: who, group, ip })
        : changeGroups(node, [], { session: who, account: people[n]?.id ?? '', ip, groups: [group] }),
    )
    const there = await groupIsThere(core)
    const members = await core.db.selectFrom('membership').select('account_id').execute()
    expect(codeOf(outcomes[callers / 2] ?? {})).toBe(there ? 'confirmation_needed' : 'ok')
    expect(members).toHaveLength(there ? callers - 1 : 0)
    const added = outcomes.filter((_, n) => n !== callers / 2).map(codeOf)
    expect(new Set(added)).toEqual(new Set(there ? ['ok'] : ['not_found']))
  })

  it('EN-1 gets no rule meanwhile: it stays with the rule, or goes without it', async () => {
    const { core, nodes, group } = await open()
    const [one, two] = [await administrator(core), await administrator(core)]
    const draft = { scope: group, changes: [{ setting: 'matchDigits' as const, value: '4' }] }
    const shown = await previewPolicy(core, core.db, [], draft)
    if ('ok' in shown) throw new Error(shown.code)
    const { name, changes, digest } = shown
    await confirmed(core, one, { act: 'change-policy', params: { scope: group, name, changes, digest }, times: callers })
    await confirmDeletion(core, two, group)
    await race(nodes, callers, (node, n) =>
      n % 2 === 0
        ? savePolicy(node, [], { session: one, ip, draft: { ...draft, digest } })
        : deleteGroup(node, { session: two, group, ip }),
    )
    const rules = await core.db.selectFrom('policy_rule').select('id').execute()
    expect(rules).toHaveLength((await groupIsThere(core)) ? 1 : 0)
  })

  it('RR-6 gets no approver meanwhile: nobody answers for a group that is gone', async () => {
    const { core, nodes, group } = await open()
    const [one, two] = [await administrator(core), await administrator(core)]
    const ivo = await makeAccountRow(core, { role: 'approver', two_factor_since: 1 })
    await confirmed(core, one, {
      act: 'change-answers-for',
      params: { account: ivo.id, group, name: 'Sales', answers: 'yes' },
      times: callers,
    })
    await confirmDeletion(core, two, group)
    const outcomes = await race(nodes, callers, (node, n) =>
      n % 2 === 0
        ? changeAnswersFor(node, { session: one, account: ivo.id, ip, group, answers: true })
        : deleteGroup(node, { session: two, group, ip }),
    )
    const rights = await core.db.selectFrom('answering_group').select('id').where('removed_at', 'is', null).execute()
    const there = await groupIsThere(core)
    expect(rights).toHaveLength(there ? 1 : 0)
    const deletions = new Set(outcomes.filter((_, n) => n % 2 === 1).map(codeOf))
    expect(deletions).toEqual(new Set(there ? ['group_answered_for'] : ['ok', 'not_found']))
  })
})
