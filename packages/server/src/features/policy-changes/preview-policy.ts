import { createHash } from 'node:crypto'
import type { Hits, PolicyDraft, PolicyPreview, Split } from '@sparekey/protocol/policy'
import type { SettingName, Settings } from '@sparekey/protocol/policy-settings'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { type Method, offersFor } from '../confirmation/index.ts'
import { groupNamed } from '../groups/index.ts'
import { type Dated, listRules, scopesOf } from '../policy/index.ts'
import { changesText, splitsOf, weakeningWait } from './draft.ts'
import { type Affected, hasShorterSession, lostMethods, needsTwoNow, remainingMethods, soonerDeadline } from './hits.ts'
import { readAffected } from './read-affected.ts'

/** So many are named; the count is always whole. */
const named = 50

/** What would change, and for whom, computed for exactly this draft at this moment (EN-2). Changes nothing; saving computes it again
 * and compares the digest, so that what was shown is what is saved.
 * @param methods all that could confirm */
export async function previewPolicy(
  core: Core,
  db: Db | Tx,
  methods: readonly Method[],
  draft: PolicyDraft,
): Promise<PolicyPreview | Refused> {
  const now = core.clock.now()
  const group = draft.scope === 'everyone' ? undefined : await groupNamed(db, draft.scope)
  if (draft.scope !== 'everyone' && !group) return refused('not_found')
  const key = group?.id ?? ''
  const rows = await listRules(db)
  const waiting = new Set(rows.filter((row) => row.group_id === key && row.works_from > now).map((row) => row.setting as SettingName))
  const splits = splitsOf({ ...draft, now }, settingsOf(rows, key, now), waiting)
  if (!splits) return refused('bad_request')
  const affected = await readAffected(core, db, { scope: key, before: rows, after: [...rows, ...rowsOf(key, splits, now)] })
  const without = await leftWithout(core, db, methods, affected)
  const hits = {
    mustSetUp: hitsOf(affected.filter((one) => soonerDeadline(one) !== undefined)),
    loseMethods: hitsOf(affected.filter((one) => lostMethods(one).length > 0)),
    leftWithout: hitsOf(without),
    shorterSessions: hitsOf(affected.filter(hasShorterSession)),
    twoApprovers: hitsOf(affected.filter(needsTwoNow)),
  }
  const ids = [affected.filter((one) => soonerDeadline(one) !== undefined), affected.filter((one) => lostMethods(one).length > 0), without]
  return {
    digest: digestOf({ key, changes: changesText(draft.changes), splits, held: rows.map((row) => row.id).toSorted(), ids }),
    name: group?.name ?? 'Everyone',
    changes: changesText(draft.changes),
    splits,
    worksFrom: now + weakeningWait,
    people: affected.length,
    ...hits,
  }
}

/** What a scope says at a time, with what holds as shipped for everyone.
 * @param key empty for everyone */
export function settingsOf(rows: readonly Dated[], key: string, now: Instant): Settings {
  const groups = new Map(key === '' ? [] : [[key, 0] as const])
  const [everyone, group] = scopesOf(rows, { role: 'member' }, groups, now)
  return (key === '' ? everyone : group)?.settings ?? {}
}

/** What would hold at once, as rows newer than any. */
const rowsOf = (key: string, splits: readonly Split[], now: Instant): Dated[] =>
  splits.map((split) => ({
    group_id: key,
    setting: split.setting,
    value: split.now ?? null,
    works_from: now,
    revision: Number.MAX_SAFE_INTEGER,
  }))

/** Who has something to confirm with now and would have nothing. Whether SMS alone would still serve, the method itself says: the
 * number may be of a country that no SMS goes to. */
async function leftWithout(core: Core, db: Db | Tx, methods: readonly Method[], affected: readonly Affected[]): Promise<Affected[]> {
  const found: Affected[] = []
  const now = core.clock.now()
  for (const one of affected) {
    if (lostMethods(one).length === 0) continue
    const left = remainingMethods(one)
    if (left.some((kind) => kind !== 'sms')) continue
    const serving = await offersFor(
      core,
      db,
      methods.filter((method) => left.includes(method.kind)),
      { account: one.id, now },
    )
    if (serving.length === 0) found.push(one)
  }
  return found
}

function hitsOf(people: readonly Affected[]): Hits {
  return {
    count: people.length,
    people: people.slice(0, named).map((one) => {
      const by = soonerDeadline(one)
      const methods = lostMethods(one)
      return {
        id: one.id,
        name: one.name,
        login: one.login,
        ...(by === undefined ? {} : { by }),
        ...(methods.length > 0 ? { methods } : {}),
      }
    }),
  }
}

/** Covers the rules as they were, the change, what it does, and whom it hits where that takes something from them. Not the sessions
 * that come and go by themselves, and no times: only the clock moves those. */
function digestOf(q: { key: string; changes: string; splits: Split[]; held: string[]; ids: Affected[][] }): string {
  const text = JSON.stringify([q.key, q.changes, q.splits, q.held, q.ids.map((people) => people.map((one) => one.id).toSorted())])
  return createHash('sha256').update(`policy preview\0${text}`).digest('base64url')
}
