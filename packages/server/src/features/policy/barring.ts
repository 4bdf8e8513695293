import type { MethodKind } from '@sparekey/protocol/common'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { listRules } from './policy.store.ts'
import { holding } from './scopes.ts'

/** The scopes whose rules do not allow a method now: ids of groups, `''` for everyone. For lists that ask it of many accounts at
 * once; what roles may is not in it. */
export async function scopesBarring(db: Db | Tx, method: MethodKind, now: Instant): Promise<string[]> {
  const rows = holding(await listRules(db), now).filter((row) => row.setting === 'methods' && row.value !== null)
  return rows.filter((row) => !(row.value ?? '').split(',').includes(method)).map((row) => row.group_id)
}
