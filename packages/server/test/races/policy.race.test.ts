import type { PolicyDraft, PolicyPreview } from '@sparekey/protocol/policy'
import { expect, it } from 'vitest'
import { getAccount } from '../../src/features/accounts/index.ts'
import { rulesFor } from '../../src/features/policy/index.ts'
import { previewPolicy } from '../../src/features/policy-changes/preview-policy.ts'
import { savePolicy } from '../../src/features/policy-changes/save-policy.ts'
import { stopChange } from '../../src/features/policy-changes/stop-change.ts'
import type { CurrentSession } from '../../src/http/route.ts'
import { days } from '../../src/kernel/clock.ts'
import { forEachEngine, type TestCore } from '../../src/testing/index.ts'
import { administratorIn as administrator, confirmed, openNodes, race } from './stage.ts'

const callers = 40
const ip = '203.0.113.7'

forEachEngine('changes of the rules: of many parallel callers exactly one wins', (engine) => {
  const open = () => openNodes(engine)
  async function previewed(core: TestCore, who: CurrentSession, draft: PolicyDraft): Promise<PolicyPreview> {
    const shown = await previewPolicy(core, core.db, [], draft)
    if ('ok' in shown) throw new Error(shown.code)
    const { name, changes, digest } = shown
    await confirmed(core, who, { act: 'change-policy', params: { scope: draft.scope, name, changes, digest }, times: callers })
    return shown
  }
  const codesOf = (outcomes: object[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const one of outcomes as { ok: boolean; code?: string }[]) {
      const name = one.ok ? 'ok' : (one.code ?? '')
      counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
  }
  const digits = (value: string): PolicyDraft => ({ scope: 'everyone', changes: [{ setting: 'matchDigits', value }] })

  it('EN-1 of administrators who save at the same moment one wins, and the others are told to look again', async () => {
    const { core, nodes } = await open()
    const [one, two] = [await administrator(core), await administrator(core)]
    const four = await previewed(core, one, digits('4'))
    const five = await previewed(core, two, digits('5'))
    const outcomes = await race(nodes, callers, (node, n) =>
      n % 2 === 0
        ? savePolicy(node, [], { session: one, ip, draft: { ...digits('4'), digest: four.digest } })
        : savePolicy(node, [], { session: two, ip, draft: { ...digits('5'), digest: five.digest } }),
    )
    expect(codesOf(outcomes)).toEqual({ ok: 1, policy_changed: callers - 1 })
    const rows = await core.db.selectFrom('policy_rule').selectAll().where('replaced_at', 'is', null).execute()
    expect(rows).toHaveLength(1)
    const spent = await core.db.selectFrom('session_event').select('id').where('spent_at', 'is not', null).execute()
    expect(spent).toHaveLength(1)
  })

  it('EN-1 what waits is stopped once, and never stopped and replaced', async () => {
    const { core, nodes } = await open()
    const who = await administrator(core)
    const weaker: PolicyDraft = { scope: 'everyone', changes: [{ setting: 'rememberDays', value: '30' }] }
    const shown = await previewed(core, who, weaker)
    await savePolicy(core, [], { session: who, ip, draft: { ...weaker, digest: shown.digest } })
    const row = await core.db.selectFrom('policy_rule').selectAll().executeTakeFirstOrThrow()
    await confirmed(core, who, {
      act: 'stop-policy-change',
      params: { change: row.id, name: 'Everyone', changes: 'rememberDays=30' },
      times: callers,
    })
    const other: PolicyDraft = { scope: 'everyone', changes: [{ setting: 'rememberDays', value: '7' }] }
    const newer = await previewed(core, who, other)
    const outcomes = await race(nodes, callers, async (node, n) =>
      n % 2 === 0
        ? await stopChange(node, { session: who, ip, change: row.id })
        : await savePolicy(node, [], { session: who, ip, draft: { ...other, digest: newer.digest } }),
    )
    expect(codesOf(outcomes).ok).toBe(1)
    const after = await core.db.selectFrom('policy_rule').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
    expect([after.stopped_at !== null, after.replaced_at !== null].filter(Boolean)).toHaveLength(1)
  })

  it('EN-1 at the moment it takes effect nobody stops it any more, a moment before it never takes effect', async () => {
    const { core, nodes } = await open()
    const who = await administrator(core)
    const rulesNow = async () => await rulesFor(core.db, await getAccount(core.db, who.accountId), core.clock.now())
    for (const early of [0, 1]) {
      const value = early === 0 ? '30' : '60'
      const weaker: PolicyDraft = { scope: 'everyone', changes: [{ setting: 'rememberDays', value }] }
      const shown = await previewed(core, who, weaker)
      expect(await savePolicy(core, [], { session: who, ip, draft: { ...weaker, digest: shown.digest } })).toEqual({ ok: true })
      const waiting = await core.db.selectFrom('policy_rule').selectAll().orderBy('revision', 'desc').executeTakeFirstOrThrow()
      await confirmed(core, who, {
        act: 'stop-policy-change',
        params: { change: waiting.id, name: 'Everyone', changes: `rememberDays=${value}` },
        times: callers,
      })
      core.clock.set(waiting.works_from - early)
      const outcomes = await race(nodes, callers, (node) => stopChange(node, { session: who, ip, change: waiting.id }))
      expect(codesOf(outcomes)).toEqual(early === 0 ? { policy_change_over: callers } : { ok: 1, policy_change_over: callers - 1 })
      core.clock.set(waiting.works_from)
      expect((await rulesNow()).rememberBrowserFor).toBe(days(30))
    }
  })
})
