import type { Core } from '../../core.ts'
import { codeDigest } from './code-digest.ts'
import { normaliseCode } from './recovery-code.ts'
import { findUnspent, findUsableSet } from './recovery-codes.store.ts'

/** Whether this is one of the codes that count, without using it up: for a rehearsal, where nobody gets in by it (RR-12). Who
 * may ask, and how often, is for the caller to see to. */
export async function rehearseCode(core: Core, account: string, typed: string): Promise<boolean> {
  const set = await findUsableSet(core.db, account)
  const code = normaliseCode(typed)
  if (!set || !code) return false
  return await findUnspent(core.db, { set: set.id, digest: await codeDigest(core, set, code) })
}
