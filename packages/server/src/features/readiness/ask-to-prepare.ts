import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { days, hours } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { lockAccount, requireAdministrator } from '../accounts/index.ts'
import { reserveInWindow } from '../attempts/index.ts'
import { record } from '../audit/index.ts'
import { tellPeople } from '../notices/index.ts'
import { markAsked } from './readiness.store.ts'

/** Somebody is asked again only after this time, whoever asks. ms */
export const askAgainAfter = days(7)
/** So many askings by one administrator: a stolen session must not write to a whole company. */
const askings = { limit: 60, per: hours(1) }

/** "Ask them to prepare": a message to somebody who would be locked out, with what to do. It changes no power, so it needs no
 * fresh confirmation; it is in the record.
 * @returns a refusal if they were asked in the last 7 days, or this administrator has asked too many in an hour */
export async function askToPrepare(core: Core, session: CurrentSession, q: { account: string; ip: string }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const by = await requireAdministrator(tx, session.accountId)
    const person = await lockAccount(tx, q.account)
    if (person.id === by.id) throw new Refusal(refused('own_account'))
    if (person.state !== 'active') throw new Refusal(refused('bad_request'))
    const now = core.clock.now()
    if (!(await markAsked(tx, { account: person.id, by: by.id, now, notSince: now - askAgainAfter })))
      throw new Refusal(refused('too_many_attempts', { retryAt: now + askAgainAfter }))
    const reserved = await reserveInWindow(tx, `prepare ${by.id}`, askings, now)
    if (!reserved.ok) throw new Refusal(refused('too_many_attempts', { retryAt: reserved.retryAt }))
    await record(core, tx, {
      act: 'asked_to_prepare',
      actor: { kind: 'account', id: by.id },
      account: person.id,
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    await tellPeople(core, tx, { to: [person.id], kind: 'asked-to-prepare', params: { by: by.name }, page: 'ready' })
    core.live.publish('console')
    return { ok: true }
  })
}
