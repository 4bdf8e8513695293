import type { ActName, ActParams } from '@sparekey/protocol/acts'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { type AccountRow, lockAccount, lockAdministrators, requireAdministrator } from '../accounts/index.ts'
import { type AuditEntry, record } from '../audit/index.ts'
import { requireConfirmation } from '../sessions/index.ts'

/** An administrator, and whom the act is about. */
export interface PersonAct {
  session: CurrentSession
  account: string
  ip: string
}

export interface OnPerson {
  tx: Tx
  person: AccountRow
  by: AccountRow
  /** Uses up the fresh confirmation of this act. After every other check, so that nobody confirms what cannot be. */
  confirmed<A extends ActName>(act: A, params: ActParams[A]): Promise<void>
  record(act: AuditEntry['act'], detail?: AuditEntry['detail'], reason?: string): Promise<void>
}

/** One act on somebody's account: the actor is still an administrator when it happens, nobody else changes the account
 * meanwhile, and the console and the person's pages look again afterwards. Refusals thrown inside undo everything. */
export async function actOnPerson<T>(core: Core, q: PersonAct, work: (on: OnPerson) => Promise<T>): Promise<T | Refused> {
  return await inTransaction<T | Refused>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, q.session.accountId)
    const person = await lockAccount(tx, q.account)
    const result = await work({
      tx,
      person,
      by,
      confirmed: async (act, params) => {
        await requireConfirmation(core, tx, q.session, act, params)
      },
      record: (act, detail = {}, reason) =>
        record(core, tx, {
          act,
          actor: { kind: 'account', id: by.id },
          account: person.id,
          detail,
          ...(reason === undefined ? {} : { reason }),
          from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
        }),
    })
    core.live.publish(`account:${person.id}`)
    core.live.publish('console')
    return result
  })
}

/** For what nobody does to themselves: the own page has its own ways, with their own checks.
 * @throws Refusal own_account */
export function refuseOwn(on: OnPerson): void {
  if (on.person.id === on.by.id) throw new Refusal(refused('own_account'))
}

/** An administrator is about to stop being one.
 * @throws Refusal last_administrator */
export async function keepOneAdministrator(tx: Tx, person: AccountRow): Promise<void> {
  const others = (await lockAdministrators(tx)).filter((one) => one.id !== person.id)
  if (person.role === 'admin' && others.length === 0) throw new Refusal(refused('last_administrator'))
}
