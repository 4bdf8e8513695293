import type { Core, Spared } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { type MarkAfter, setMark, setPassword } from './passwords.store.ts'

export interface PasswordToStore {
  accountId: string
  /** As {@link hashPassword} returned it. */
  hash: string
  /** The sign-in or session that sets it goes on; all others end (SI-12). */
  spared: Spared
  /** What becomes of the mark; cleared unless said otherwise. A link that an administrator made clears it for sign-ins with a
   * confirmation only (SI-15). */
  mark?: MarkAfter
  /** The owner, unless said otherwise. */
  actor?: AuditEntry['actor']
  from?: AuditEntry['from']
}

/** Makes this the password: the version grows, the mark is gone, everything else of the account ends, the owner is told.
 * @throws Refusal not_found if the account is not active */
export async function storePassword(core: Core, tx: Tx, q: PasswordToStore): Promise<void> {
  const now = core.clock.now()
  const stored = await setPassword(tx, { account: q.accountId, hash: q.hash, mark: q.mark ?? 'cleared', now })
  if (!stored) throw new Refusal(refused('not_found'))
  await core.ends(tx, q.accountId, 'password-changed', q.spared)
  const actor = q.actor ?? { kind: 'account', id: q.accountId }
  await record(core, tx, { act: 'password_changed', actor, account: q.accountId, ...(q.from ? { from: q.from } : {}) })
  await tellOwner(core, tx, { accountId: q.accountId, kind: 'password-changed' })
}

/** A stranger is believed to know the password (SI-15). What that means is decided at the next sign-in. */
export async function markPassword(core: Core, tx: Tx, accountId: string): Promise<void> {
  if (!(await setMark(tx, accountId, core.clock.now()))) return
  await record(core, tx, { act: 'password_marked', actor: { kind: 'service' }, account: accountId })
  core.live.publish(`account:${accountId}`)
}
