import { expect, it } from 'vitest'
import type { Core } from '../../src/core.ts'
import { allowHeld, refuseHeld } from '../../src/features/held-methods/allow-held.ts'
import { sweepHeld } from '../../src/features/held-methods/sweep-held.ts'
import type { CurrentSession } from '../../src/http/route.ts'
import { hours } from '../../src/kernel/clock.ts'
import { forEachEngine, makeAccountRow, makeTrustedPhone, type TestCore } from '../../src/testing/index.ts'
import { administratorIn, confirmed, openNodes } from './stage.ts'

const each = 100
const ip = '203.0.113.7'

forEachEngine('AU-4 what is held, decided on by many at once', (engine) => {
  async function open() {
    const { core, nodes } = await openNodes(engine)
    const owner = await makeAccountRow(core, { two_factor_since: 1 })
    const held = await makeTrustedPhone(core, owner.id, { state: 'held', held_at: core.clock.now(), held_from: 'trusted', name: 'Phone' })
    return { core, nodes, owner: owner.id, item: held.id, params: { account: owner.id, item: held.id, name: 'Phone' } }
  }

  /** An administrator of long standing with a session, and as many fresh confirmations as could ever be used. */
  async function administrator(core: TestCore, params: Record<string, string>): Promise<CurrentSession> {
    const session = await administratorIn(core)
    await confirmed(core, session, { act: 'allow-held', params, times: each })
    return { ...session, expiresAt: session.createdAt + hours(100) }
  }

  const stateOf = async (core: TestCore, item: string) =>
    (await core.db.selectFrom('device').select('state').where('id', '=', item).executeTakeFirstOrThrow()).state
  const acts = async (core: TestCore, act: string) =>
    (await core.db.selectFrom('audit').select('id').where('act', '=', act).execute()).length
  /** A refusal, or what it came to; who comes after the end finds nothing. */
  const outcome = (one: Promise<object>): Promise<string> =>
    one.then(
      (done) => ('state' in done ? String(done.state) : 'code' in done ? String(done.code) : 'ok'),
      () => 'gone',
    )
  const nodeOf = (nodes: Core[], n: number): Core => nodes[n % nodes.length] as Core

  it('AU-4 two people who say yes a hundred times each allow it once, and one of them never does', async () => {
    const { core, nodes, item, params } = await open()
    const [one, two] = [await administrator(core, params), await administrator(core, params)]
    const alone = await Promise.all(
      Array.from({ length: each }, (_, n) => outcome(allowHeld(nodeOf(nodes, n), { session: one, item, ip }))),
    )
    expect(alone.filter((state) => state === 'needs-second')).toHaveLength(1)
    expect(new Set(alone)).toEqual(new Set(['needs-second', 'step_not_open']))
    expect(await stateOf(core, item)).toBe('held')
    const both = await Promise.all(
      Array.from({ length: each }, (_, n) => outcome(allowHeld(nodeOf(nodes, n), { session: n % 2 ? one : two, item, ip }))),
    )
    expect(both.filter((state) => state === 'allowed')).toHaveLength(1)
    expect(await stateOf(core, item)).toBe('trusted')
    expect(await acts(core, 'held_allowed')).toBe(1)
  })

  it('AU-4 yes and no at the same moment: it is allowed or refused, never both', async () => {
    for (let round = 0; round < 4; round++) {
      const { core, nodes, item, params } = await open()
      const [one, two, three] = [await administrator(core, params), await administrator(core, params), await administrator(core, params)]
      await allowHeld(nodeOf(nodes, 0), { session: one, item, ip })
      const said = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          outcome(
            n % 2
              ? allowHeld(nodeOf(nodes, n), { session: two, item, ip })
              : refuseHeld(nodeOf(nodes, n), { session: three, item, ip, reason: 'No' }),
          ),
        ),
      )
      const allowed = said.includes('allowed')
      expect(await stateOf(core, item)).toBe(allowed ? 'trusted' : 'held')
      expect(await acts(core, 'held_allowed')).toBe(allowed ? 1 : 0)
    }
  })

  it('RR-6 the wait of one comes to its end once, on however many nodes', async () => {
    const { core, nodes, item, params } = await open()
    const one = await administrator(core, params)
    expect(await outcome(allowHeld(nodeOf(nodes, 0), { session: one, item, ip }))).toBe('waits')
    core.clock.advance(hours(24))
    await Promise.all(Array.from({ length: 40 }, (_, n) => sweepHeld(nodeOf(nodes, n))))
    expect(await stateOf(core, item)).toBe('trusted')
    expect(await acts(core, 'held_allowed')).toBe(1)
  })
})
