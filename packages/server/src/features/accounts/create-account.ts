import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import { newId } from '../../kernel/random.ts'
import { shippedDue } from '../policy/index.ts'
import { type AccountRow, insertAccount } from './accounts.store.ts'
import { loginKeyOf } from './login-name.ts'

export interface NewAccount {
  /** As {@link readLogin} returned it. */
  login: string
  /** As {@link readName} returned it. */
  name: string
  role: AccountRow['role']
  state: 'invited' | 'active'
  /** As `hashPassword` returned it; absent until the invitation is accepted. */
  passwordHash?: string
}

/** Makes an account without address and groups.
 * @returns undefined if the login name is taken */
export async function createAccount(core: Pick<Core, 'clock' | 'random'>, tx: Tx, q: NewAccount): Promise<AccountRow | undefined> {
  const now = core.clock.now()
  const row: AccountRow = {
    id: newId(core.random, 'acc'),
    login: q.login,
    login_key: loginKeyOf(q.login),
    name: q.name,
    name_key: loginKeyOf(q.name),
    role: q.role,
    state: q.state,
    password_hash: q.passwordHash ?? null,
    password_version: 1,
    password_changed_at: q.passwordHash ? now : null,
    password_marked_at: null,
    two_factor_since: null,
    due_at: shippedDue(now),
    created_at: now,
    ended_at: null,
    manager_id: null,
    role_before: null,
    role_changed_at: null,
    password_held_at: null,
    due_extended_until: null,
  }
  return (await insertAccount(tx, row)) ? row : undefined
}
