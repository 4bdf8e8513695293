import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { type AccountRow, listAddresses } from '../accounts/index.ts'
import { findActs } from '../audit/index.ts'
import { numberTimes } from './evidence.store.ts'
import type { ChangeKey } from './evidence.ts'

/** What each act of the record changed. Numbers for SMS are read from their rows: a set-up changes them too. */
const changedBy: Record<string, ChangeKey> = {
  password_changed: 'changed-password',
  address_confirmed: 'changed-email',
  address_removed: 'changed-email',
  address_change_undone: 'changed-email',
  contact_number_changed: 'changed-number',
  role_changed: 'changed-role',
  groups_changed: 'changed-group',
  recovery_codes_created: 'codes-made',
}

/** A new password by an access code: in the record beside `password_changed`. */
const byAccessCode = 'access_code_spent'

/** The latest change of each kind since then. What made the account is none (RR-4): its first address, and the number of its first
 * set-up.
 * @param q.passwordByCode false to leave out a new password that another approver gave: it is the other half of one recovery (RR-13) */
export async function changesOf(
  _core: Core,
  db: Db | Tx,
  q: { account: AccountRow; since: Instant; passwordByCode: boolean },
): Promise<Partial<Record<ChangeKey, Instant>>> {
  const { account } = q
  const since = Math.max(q.since, account.created_at + 1)
  const acts = await findActs(db, { account: account.id, acts: [...Object.keys(changedBy), byAccessCode], since })
  const byCode = new Set(q.passwordByCode ? [] : acts.filter((one) => one.act === byAccessCode).map((one) => one.at))
  const first = (await listAddresses(db, account.id))
    .filter((row) => row.verified_at !== null)
    .toSorted((a, b) => (a.verified_at ?? 0) - (b.verified_at ?? 0))[0]?.id
  const changes: Partial<Record<ChangeKey, Instant>> = {}
  for (const { act, at, detail } of acts) {
    const key = changedBy[act]
    if (!key || (act === 'address_confirmed' && detail.email === first) || (act === 'password_changed' && byCode.has(at))) continue
    changes[key] = Math.max(at, changes[key] ?? 0)
  }
  const number = await numberChangedAt(db, account, since)
  return number === undefined ? changes : { ...changes, 'changed-number': Math.max(number, changes['changed-number'] ?? 0) }
}

async function numberChangedAt(db: Db | Tx, account: AccountRow, since: Instant): Promise<Instant | undefined> {
  const firstSetUp = account.two_factor_since ?? 0
  const times = (await numberTimes(db, account.id)).flatMap((row) => [
    ...(row.verified_at !== null && row.verified_at > firstSetUp ? [row.verified_at] : []),
    ...(row.replaced_at === null ? [] : [row.replaced_at]),
  ])
  const lately = times.filter((at) => at >= since)
  return lately.length > 0 ? Math.max(...lately) : undefined
}
