import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import { type Instant, minutes } from '../../kernel/clock.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { accessCodeLife, makeAccessCode } from '../access-codes/index.ts'
import { findAccountByLogin, lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { makeLink } from '../links/index.ts'
import { tellAdministrators } from '../notices/index.ts'
import { grantSuspension } from '../suspensions/index.ts'

/** ms */
const resetLife = minutes(60)

interface Recovered {
  /** Absent for an account that never had a second factor: the new password is its way in. */
  access: { code: string; expiresAt: Instant } | undefined
  /** Sets a new password; only where it was asked for. */
  resetUrl: string | undefined
}

/** `sparekey recover` (RR-11): the way back in for whoever has the server and its keys. The access code claims a suspension of a day
 * for one browser, together with the password; it is printed once and kept only as a digest. The owner and all administrators are
 * told. The new password that the link sets ends everything but this suspension (SI-12), and clears a mark (SI-15). */
export async function recoverAccount(core: Core, q: { login: string; resetPassword: boolean }): Promise<Outcome<Recovered>> {
  return await inTransaction<Outcome<Recovered>>(core.db, async (tx) => {
    const found = await findAccountByLogin(tx, q.login)
    const account = found && (await lockAccount(tx, found.id))
    if (account?.state !== 'active') return refused('not_found')
    // Nothing to suspend: the password alone, or the set-up, is its way in.
    if (account.two_factor_since === null && !q.resetPassword) return refused('method_not_usable')
    const access = account.two_factor_since === null ? undefined : await giveAccess(core, tx, account.id)
    const link = q.resetPassword
      ? await makeLink(core, tx, {
          purpose: 'reset',
          accountId: account.id,
          data: access ? { suspension: access.suspension } : {},
          ttl: resetLife,
        })
      : undefined
    await record(core, tx, {
      act: 'recovered_by_command',
      actor: { kind: 'cli' },
      account: account.id,
      detail: { suspension: access?.suspension ?? '', password: q.resetPassword },
    })
    const params = { account: account.id, password: q.resetPassword ? 'yes' : 'no' }
    await tellAdministrators(core, tx, { kind: 'admin-recover', params })
    return done({ access, resetUrl: link?.url })
  })
}

async function giveAccess(core: Core, tx: Tx, account: string): Promise<{ suspension: string; code: string; expiresAt: Instant }> {
  const now = core.clock.now()
  const { suspension } = await grantSuspension(core, tx, {
    account,
    caseId: null,
    scope: 'next-browser',
    source: 'cli',
    hours: 24,
    // Nobody says what happened to the phone: it comes back with the end of the day, or goes with the new set-up.
    fate: 'left',
    numberInIt: false,
    startsAt: now,
    by: 'The command "sparekey recover" on the server',
    actor: { kind: 'cli' },
  })
  const { code, expiresAt } = await makeAccessCode(core, tx, {
    account,
    purpose: 'suspension',
    suspension,
    madeBy: null,
    worksFrom: now,
    life: accessCodeLife,
  })
  return { suspension, code, expiresAt }
}
