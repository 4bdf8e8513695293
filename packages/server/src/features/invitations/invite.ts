import type { HandedLink, Invite } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { addAddress, createAccount, isAddressTaken, readAddress, readLogin, readName, requireAdministrator } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { setGroups } from '../groups/index.ts'
import { tellAdministrators } from '../notices/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { makeInvitation } from './make-invitation.ts'

/** Makes an account and its invitation (EN-4), with a fresh confirmation of this login and role. */
export async function invite(core: Core, q: { session: CurrentSession; person: Invite; ip: string }): Promise<HandedLink | Refused> {
  const login = readLogin(q.person.login)
  const name = readName(q.person.name)
  const address = q.person.email === undefined ? undefined : readAddress(q.person.email)
  if (!login) return refused('login_invalid')
  if (!name) return refused('bad_request')
  if (q.person.email !== undefined && !address) return refused('address_invalid')
  const { role, groups } = q.person
  return await inTransaction<HandedLink | Refused>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, q.session.accountId)
    const account = await createAccount(core, tx, { login, name, role, state: 'invited' })
    if (!account) throw new Refusal(refused('login_taken'))
    if (address && (await isAddressTaken(tx, address))) throw new Refusal(refused('address_taken'))
    if ((await setGroups(core, tx, { account: account.id, groups })) === undefined) throw new Refusal(refused('not_found'))
    await requireConfirmation(core, tx, q.session, 'invite-account', { login: q.person.login, role })
    if (address) await addAddress(core, tx, { account: account.id, address })
    const made = await makeInvitation(core, tx, { account, by })
    await record(core, tx, {
      act: 'account_invited',
      actor: { kind: 'account', id: by.id },
      account: account.id,
      detail: { role, groups: groups.length, mailed: made.mailed },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    if (role === 'admin') await tellAdministrators(core, tx, { kind: 'admin-invited', params: { account: account.id, by: by.name } })
    core.live.publish('console')
    return { id: account.id, ...made }
  })
}
