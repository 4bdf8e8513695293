import type { RecordAct } from '@sparekey/protocol/record-acts'
import type { Core } from '../../core.ts'
import { afterCommit, type Tx } from '../../db/transaction.ts'
import { newId } from '../../kernel/random.ts'
import { entryMac } from './chain.ts'
import { wakeSealers } from './wake-sealers.ts'

/** One line of the record: who did what to whom, why, from where. */
export interface AuditEntry {
  /** What happened, lower snake, the noun first. A new one gets its kind in `protocol/record-acts` and its sentence in the
   * console's texts. */
  act: RecordAct
  actor: { kind: 'account' | 'device' | 'link' | 'service' | 'cli'; id?: string }
  /** Whose account it is about. */
  account?: string | undefined
  reason?: string
  /** Ids, counts and kinds; never a secret, a number or an address. */
  detail?: Record<string, string | number | boolean>
  from?: { ip?: string; browser?: string | undefined; session?: string | undefined; signIn?: string | undefined }
}

/** Writes the record in the transaction of its act, so that neither exists without the other (DESIGN §3).
 * It carries a MAC from then on; the sealer numbers and chains it afterwards. */
export async function record(core: Pick<Core, 'clock' | 'random' | 'secrets' | 'db'>, tx: Tx, entry: AuditEntry): Promise<void> {
  const row = {
    id: newId(core.random, 'aud'),
    at: core.clock.now(),
    actor_kind: entry.actor.kind,
    actor_id: entry.actor.id ?? null,
    account_id: entry.account ?? null,
    act: entry.act,
    // PostgreSQL keeps no NUL in a text, and no record may fail for what somebody typed.
    reason: entry.reason?.replaceAll('\0', '').toWellFormed() ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
    ip: entry.from?.ip ?? null,
    browser_id: entry.from?.browser ?? null,
    session_id: entry.from?.session ?? null,
    sign_in_id: entry.from?.signIn ?? null,
  }
  await tx
    .insertInto('audit')
    .values({ ...row, seq: null, previous: null, hash: null, mac: entryMac(core.secrets, row) })
    .execute()
  afterCommit(() => wakeSealers(core.db))
}
