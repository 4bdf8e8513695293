import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { newId } from '../../kernel/random.ts'

/** One line of the record: who did what to whom, why, from where. */
export interface AuditEntry {
  /** What happened, lower snake, the noun first: `recovery_code_spent`. */
  act: string
  actor: { kind: 'account' | 'device' | 'link' | 'service' | 'cli'; id?: string }
  /** Whose account it is about. */
  account?: string | undefined
  reason?: string
  /** Ids, counts and kinds; never a secret, a number or an address. */
  detail?: Record<string, string | number | boolean>
  from?: { ip?: string; browser?: string | undefined; session?: string | undefined; signIn?: string | undefined }
}

/** Writes the record in the transaction of its act, so that neither exists without the other (DESIGN §3).
 * The sealer numbers and chains it afterwards. */
export async function record(core: Pick<Core, 'clock' | 'random'>, tx: Tx, entry: AuditEntry): Promise<void> {
  await tx
    .insertInto('audit')
    .values({
      id: newId(core.random, 'aud'),
      seq: null,
      previous: null,
      hash: null,
      at: core.clock.now(),
      actor_kind: entry.actor.kind,
      actor_id: entry.actor.id ?? null,
      account_id: entry.account ?? null,
      act: entry.act,
      reason: entry.reason ?? null,
      detail: JSON.stringify(entry.detail ?? {}),
      ip: entry.from?.ip ?? null,
      browser_id: entry.from?.browser ?? null,
      session_id: entry.from?.session ?? null,
      sign_in_id: entry.from?.signIn ?? null,
    })
    .execute()
}
