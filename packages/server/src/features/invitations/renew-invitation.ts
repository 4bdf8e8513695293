import type { HandedLink } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { changeStanding, lockAccount, requireAdministrator } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { shippedDue } from '../policy/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { makeInvitation } from './make-invitation.ts'

/** A new invitation for an account that never completed set-up (TD-9). It voids the password and all sessions, and is the
 * only way to a set-up where there is no mail or the deadline is long past. */
export async function renewInvitation(
  core: Core,
  q: { session: CurrentSession; account: string; ip: string },
): Promise<HandedLink | Refused> {
  return await inTransaction<HandedLink | Refused>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, q.session.accountId)
    const account = await lockAccount(tx, q.account)
    if (account.id === by.id) throw new Refusal(refused('own_account'))
    if (account.two_factor_since !== null) throw new Refusal(refused('set_up_done'))
    if (account.state === 'disabled') throw new Refusal(refused('bad_request'))
    await requireConfirmation(core, tx, q.session, 'renew-invitation', { account: account.id })
    await changeStanding(core, tx, {
      id: account.id,
      from: ['invited', 'active'],
      set: {
        state: 'invited',
        password_hash: null,
        password_version: account.password_version + 1,
        password_changed_at: null,
        password_marked_at: null,
        due_at: shippedDue(core.clock.now()),
      },
    })
    await core.ends(tx, account.id, 'password-changed', {})
    const made = await makeInvitation(core, tx, { account, by })
    await record(core, tx, {
      act: 'invitation_renewed',
      actor: { kind: 'account', id: by.id },
      account: account.id,
      detail: { mailed: made.mailed },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    core.live.publish(`account:${account.id}`)
    core.live.publish('console')
    return { id: account.id, ...made }
  })
}
