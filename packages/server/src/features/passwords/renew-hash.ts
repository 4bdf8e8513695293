import type { Core } from '../../core.ts'
import { AppError } from '../../kernel/errors.ts'
import { hashPassword, isOutdated } from './hash-password.ts'
import { replaceHash } from './passwords.store.ts'

/** N-08: a password that was just found right is kept at the cost and under the key of today, if what is stored is older. The password
 * stays the same one: its version, and everything that began with it, goes on. Outside of any transaction; of several at once one wins,
 * and a password that was changed in between stays changed.
 * @param q.stored the hash that the password was checked against */
export async function renewHash(core: Core, q: { account: string; stored: string | null; password: string }): Promise<void> {
  if (q.stored === null || !isOutdated(core, q.stored)) return
  try {
    await replaceHash(core.db, { account: q.account, from: q.stored, to: await hashPassword(core, q.password) })
  } catch (error) {
    // A storm of logins is no reason to refuse this one: the next login does it.
    if (!(error instanceof AppError && error.status === 503)) throw error
  }
}
