import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { type AccountRow, requireAdministrator } from '../accounts/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { tellAdministrators } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { findCurrent, markTested, markUsed } from './break-glass.store.ts'
import { normaliseKit } from './break-glass-kit.ts'

/** What was typed under "I have an access code" has the form of a kit. */
export const isKit = (typed: string): boolean => normaliseKit(typed) !== undefined

/** Uses the kit up for a sign-in of an administrator that has passed its password step, in the transaction that gives its
 * browser the suspension. Alone it gives nothing (RR-11).
 * @returns false for anybody else, and for a kit that is wrong, was used, or was replaced */
export async function spendKit(
  core: Core,
  tx: Tx,
  q: { account: AccountRow; typed: string; from: AuditEntry['from'] & object },
): Promise<boolean> {
  const kit = normaliseKit(q.typed)
  if (!kit || q.account.role !== 'admin' || q.account.state !== 'active') return false
  if (!(await markUsed(tx, core.secrets.digest('break-glass', kit), core.clock.now()))) return false
  const actor = { kind: 'account' as const, id: q.account.id }
  await record(core, tx, { act: 'break_glass_kit_used', actor, account: q.account.id, from: q.from })
  await tellAdministrators(core, tx, { kind: 'admin-kit-used', params: { account: q.account.id, ip: q.from.ip ?? '' } })
  return true
}

/** Whether this is the kit that counts. Needs a full session and a fresh confirmation, so that nobody can try kits; it uses
 * the confirmation up either way, and nothing of the kit. */
export async function testKit(core: Core, session: CurrentSession, q: { typed: string; ip: string }): Promise<Outcome> {
  const kit = normaliseKit(q.typed)
  const right = await inTransaction(core.db, async (tx) => {
    const by = await requireAdministrator(tx, session.accountId)
    await requireConfirmation(core, tx, session, 'test-break-glass-kit', {})
    const counts = kit !== undefined && (await markTested(tx, core.secrets.digest('break-glass', kit), core.clock.now()))
    await record(core, tx, {
      act: 'break_glass_kit_tested',
      actor: { kind: 'account', id: by.id },
      detail: { right: counts },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    return { counts }
  })
  if ('ok' in right) return right
  return right.counts ? { ok: true } : refused('code_not_accepted')
}

/** When the kit that counts was made and tested; empty where there is none. */
export async function kitView(db: Db): Promise<{ madeAt?: number; testedAt?: number }> {
  const kit = await findCurrent(db)
  if (!kit) return {}
  return { madeAt: kit.made_at, ...(kit.tested_at === null ? {} : { testedAt: kit.tested_at }) }
}
