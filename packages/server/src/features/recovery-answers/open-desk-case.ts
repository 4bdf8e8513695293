import type { OpenedCase } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { hours } from '../../kernel/clock.ts'
import { notFound, Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { lockAccount } from '../accounts/index.ts'
import { answerersOf } from '../approvers/index.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { closeCase, findOpenCase, openCase } from '../recovery-requests/index.ts'
import { listRequests } from './cases.store.ts'
import { isOpen } from './open-request.ts'
import { endAnswers, listAnswers } from './recovery-answers.store.ts'

/** A case without a request that nobody went on with ends after so long. ms */
export const deskCaseLife = hours(24)

/** "Two-factor authentication" and "New password by access code" of an account's actions (RR-7). Open requests come first: where
 * the account has a case already, that one is named. */
export async function openDeskCase(
  core: Core,
  q: { session: CurrentSession; ip: string; account: string; kind: 'desk' | 'password' },
): Promise<Static<typeof OpenedCase> | Refused> {
  return await inTransaction<Static<typeof OpenedCase> | Refused>(core.db, async (tx) => {
    const account = await lockAccount(tx, q.account)
    const me = (await answerersOf(core, tx, account)).find((one) => one.account.id === q.session.accountId)
    if (!me || me.whyNot === 'not-your-group') throw notFound()
    if (me.whyNot) throw new Refusal(refused('may_not_answer', { detail: { why: me.whyNot } }))
    // An account that never had a second factor has none to suspend; the set-up is its way (TD-9).
    if (account.state !== 'active' || (q.kind === 'desk' && account.two_factor_since === null)) throw new Refusal(refused('bad_request'))
    await leaveIdleCase(core, tx, account.id, q.kind)
    const opened = await openCase(core, tx, { account: account.id, kind: q.kind, openedBy: me.account.id })
    if (!opened.existing) {
      await noteInCase(core, tx, { case: opened.case, account: account.id, kind: 'began', by: me.account.id })
      await record(core, tx, {
        act: 'recovery_case_opened',
        actor: { kind: 'account', id: me.account.id },
        account: account.id,
        detail: { case: opened.case, kind: q.kind },
        from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
      })
    }
    core.live.publish('console')
    return opened
  })
}

/** A case without a request that nobody began to answer, or that was left for a day, stands in nobody's way. */
async function leaveIdleCase(core: Core, tx: Tx, account: string, kind: 'desk' | 'password'): Promise<void> {
  const now = core.clock.now()
  const open = await findOpenCase(tx, account)
  if (!open || open.kind === 'request') return
  if ((await listRequests(tx, open.id)).some((one) => isOpen(one, now))) return
  const begun = (await listAnswers(tx, open.id)).some((row) => row.contact_at !== null || row.manager_asked_at !== null)
  const left = open.opened_at <= now - deskCaseLife
  if (!left && (begun || open.kind === kind)) return
  await closeCase(core, tx, { case: open.id, reason: left ? 'expired' : 'replaced' })
  await endAnswers(tx, open.id, now)
}
