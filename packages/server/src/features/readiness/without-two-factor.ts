import type { WithoutTwoFactor } from '@sparekey/protocol/recovery'
import type { Core } from '../../core.ts'
import { type Method, offersFor } from '../confirmation/index.ts'
import { type LackingRow, listLacking } from './readiness.store.ts'

type Person = WithoutTwoFactor['people'][number]

/** Who has no second factor now, why, and until when (RR-12). */
export async function withoutTwoFactor(core: Core, methods: readonly Method[]): Promise<WithoutTwoFactor> {
  const now = core.clock.now()
  const people: Person[] = []
  for (const row of await listLacking(core.db, { origin: core.config.origin, now })) {
    const why = await whyOf(core, methods, row, now)
    if (why) people.push({ id: row.id, name: row.name, login: row.login, role: row.role, ...why })
  }
  return { people }
}

/** A suspension pauses every device, so whoever is suspended is among the rows; somebody with another method is not without. */
async function whyOf(
  core: Core,
  methods: readonly Method[],
  row: LackingRow,
  now: number,
): Promise<Pick<Person, 'why' | 'until'> | undefined> {
  if (row.two_factor_since === null) return { why: 'not-set-up', ...(row.due_at > now ? { until: row.due_at } : {}) }
  if (row.suspended_until !== null) return { why: 'suspended', until: Number(row.suspended_until) }
  const offers = await offersFor(core, core.db, methods, { account: row.id, now })
  return offers.length === 0 ? { why: 'no-method' } : undefined
}
