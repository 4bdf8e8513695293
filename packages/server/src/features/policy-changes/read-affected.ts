import type { MethodKind } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { type Dated, standingsOf } from '../policy/index.ts'
import type { Affected } from './hits.ts'
import { listPeople, listSessions, listWithCodes, listWithNumber, listWithPhone } from './policy-changes.store.ts'

/** Everybody of a scope with what the change could take from them, in a number of statements that does not grow with how many there
 * are.
 * @param scope empty for everyone
 * @param rows before and after the change */
export async function readAffected(
  core: Pick<Core, 'clock' | 'config'>,
  db: Db | Tx,
  q: { scope: string; before: readonly Dated[]; after: readonly Dated[] },
): Promise<Affected[]> {
  const now = core.clock.now()
  const people = await listPeople(db, q.scope)
  const before = await standingsOf(db, people, now, q.before)
  const after = await standingsOf(db, people, now, q.after)
  const has = await readMethods(core, db)
  const sessions = Map.groupBy(await listSessions(db, now), (row) => row.account_id)
  return people.flatMap((one) => {
    const [was, is] = [before.get(one.id), after.get(one.id)]
    if (!was || !is) return []
    const open = (sessions.get(one.id) ?? []).filter(
      (row) => row.created_at + was.rules.sessionLife > now && row.last_seen_at + was.rules.sessionIdle > now,
    )
    return [
      {
        id: one.id,
        name: one.name,
        login: one.login,
        twoFactor: one.two_factor_since !== null,
        before: was,
        after: is,
        has: has(one.id),
        sessions: open,
      },
    ]
  })
}

async function readMethods(core: Pick<Core, 'clock' | 'config'>, db: Db | Tx): Promise<(account: string) => Set<MethodKind>> {
  const now = core.clock.now()
  const ids = (rows: { account_id: string }[]): Set<string> => new Set(rows.map((row) => row.account_id))
  const phones = ids(await listWithPhone(db, { origin: core.config.origin, now }))
  const sets: [MethodKind, Set<string>][] = [
    ['phone', phones],
    ['sms', core.config.sms ? ids(await listWithNumber(db, now)) : new Set()],
    ['recovery-code', ids(await listWithCodes(db))],
    ['verification-code', phones],
  ]
  return (account) => new Set(sets.filter(([, who]) => who.has(account)).map(([method]) => method))
}
