import { canonicalParams } from '@sparekey/protocol/acts'
import { endsOf } from '../../src/app.ts'
import type { Core } from '../../src/core.ts'
import type { AccountRow } from '../../src/features/accounts/index.ts'
import type { CurrentSession } from '../../src/http/route.ts'
import { days, hours } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/random.ts'
import {
  anotherNode,
  createTestCore,
  makeAccountRow,
  makeBrowserRow,
  makeSessionRow,
  makeTrustedPhone,
  type TestCore,
  type TestEngine,
} from '../../src/testing/index.ts'

// What races are run on: one database, several nodes, and people who may act.

/** A core on a database of its own, and as many nodes on it, the core among them. */
export async function openNodes(engine: TestEngine, count = 4): Promise<{ core: TestCore; nodes: Core[] }> {
  const core = await createTestCore({ database: await engine.open({ shared: true }) })
  const nodes: Core[] = []
  for (let n = 0; n < count; n++) {
    const node = n === 0 ? core : await anotherNode(core, n)
    nodes.push({ ...node, ends: endsOf(node) })
  }
  return { core, nodes }
}

/** As many calls at once, spread over the nodes. */
export const race = <T>(nodes: Core[], callers: number, act: (core: Core, n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: callers }, (_, n) => act(nodes[n % nodes.length] as Core, n)))

/** Somebody with a trusted phone and a full session. */
export async function somebodyIn(
  core: TestCore,
  more: Partial<AccountRow> = {},
): Promise<{ session: CurrentSession; phone: Awaited<ReturnType<typeof makeTrustedPhone>> }> {
  const account = await makeAccountRow(core, { two_factor_since: 1, ...more })
  const phone = await makeTrustedPhone(core, account.id)
  const browser = await makeBrowserRow(core)
  const row = await makeSessionRow(core, { account: account.id, browser: browser.id })
  const session: CurrentSession = {
    id: row.id,
    accountId: account.id,
    browserId: browser.id,
    access: 'full',
    role: account.role,
    startedAs: 'password',
    createdAt: row.created_at,
    expiresAt: row.created_at + hours(12),
    weakUntil: 0,
    suspensionId: null,
  }
  return { session, phone }
}

/** An administrator of long standing (RR-6: nobody new), in a full session. */
export const administratorIn = async (core: TestCore): Promise<CurrentSession> =>
  (await somebodyIn(core, { role: 'admin', created_at: core.clock.now() - days(90) })).session

/** So many fresh confirmations of one act, by phone and not yet used: more than one, or only the first caller could ever win. */
export async function confirmed(
  core: TestCore,
  who: CurrentSession,
  q: { act: string; params: Record<string, string>; times: number },
): Promise<void> {
  const at = core.clock.now()
  const row = { session_id: who.id, sign_in_id: 'sgn_none', act: q.act, act_params: canonicalParams(q.params), method: 'phone' }
  const rows = Array.from({ length: q.times }, () => ({
    id: newId(core.random, 'evt'),
    ...row,
    device_id: null,
    weak_until: 0,
    at,
    expires_at: at + days(5),
    spent_at: null,
  }))
  await core.db.insertInto('session_event').values(rows).execute()
}
