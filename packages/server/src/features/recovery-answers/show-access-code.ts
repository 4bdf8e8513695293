import type { Approved } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { hours } from '../../kernel/clock.ts'
import { notFound, Refusal } from '../../kernel/errors.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { accessCodeLife, makeAccessCode } from '../access-codes/index.ts'
import { type AccountRow, lockAccount } from '../accounts/index.ts'
import { answerersOf, approvalsStand } from '../approvers/index.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import { type CaseRow, findCase } from '../recovery-requests/index.ts'
import { stopsSince } from '../recovery-stops/index.ts'
import { requireConfirmation } from '../sessions/index.ts'
import { mostBrowsers, stillGranted, suspensionBrowsers, suspensionOfCase } from '../suspensions/index.ts'
import { moveReason } from './cases.store.ts'
import { listAnswers } from './recovery-answers.store.ts'
import { waitsForCode, waitsUntil } from './wait.ts'

/** A code for a new password waits no longer than this to be shown, from its time on. ms */
const passwordCodeWaits = hours(48)

/** Whether the access code of a case can be made and shown now, to somebody who approved it (RR-8): its wait is over, nothing stopped
 * it, nobody has seen it. A suspension for any browser has one for each of its three places, one after the other, so that never more
 * than one is about. */
export async function codeIsReady(core: Pick<Core, 'clock' | 'config'>, db: Tx | Core['db'], one: CaseRow): Promise<boolean> {
  const now = core.clock.now()
  const suspension = await suspensionOfCase(db, one.id)
  if (one.closed_reason === 'approved' && suspension?.scope === 'any-browser')
    return suspension.starts_at <= now && stillGranted(suspension, now) && (await placesLeft(db, suspension.id)) > 0
  const until = waitsForCode(one) ? await waitsUntil(db, one) : undefined
  if (until === undefined || until > now) return false
  if (suspension) return stillGranted(suspension, now)
  // A stop ends a suspension by itself; what gives a new password is compared with it here (RR-3).
  const stops = await stopsSince(db, one.account_id, one.closed_at ?? 0)
  return stops.length === 0 && now < until + passwordCodeWaits
}

const placesLeft = async (db: Tx | Core['db'], suspension: string): Promise<number> =>
  mostBrowsers - (await suspensionBrowsers(db, suspension)).length

/** Whether those whose approvals it rests on may still answer (RR-6). What was used once rests on nobody. */
async function stands(core: Core, tx: Tx, account: AccountRow, one: CaseRow): Promise<boolean> {
  const given = await suspensionOfCase(tx, one.id)
  if (given && given.claimed_at !== null) return true
  return await approvalsStand(core, tx, { account, given: given ?? { needs: 1, request_id: null, case_id: one.id } })
}

/** Makes the access code and shows it this once, to somebody who approved it; it ends 60 minutes later (RR-8). */
export async function showAccessCode(
  core: Core,
  q: { session: CurrentSession; ip: string; case: string },
): Promise<Static<typeof Approved> | Refused> {
  return await inTransaction<Static<typeof Approved> | Refused>(core.db, async (tx) => {
    const seen = await findCase(tx, q.case)
    if (!seen) throw notFound()
    const account = await lockAccount(tx, seen.account_id)
    const me = (await answerersOf(core, tx, account)).find((one) => one.account.id === q.session.accountId)
    const mine = (await listAnswers(tx, seen.id)).find((row) => row.approver_id === q.session.accountId && row.decision === 'approved')
    if (!me || me.whyNot || !mine) throw notFound()
    const one = (await findCase(tx, q.case)) ?? seen
    if (mine.ended_at !== null || !(await codeIsReady(core, tx, one)) || !(await stands(core, tx, account, one)))
      throw new Refusal(refused('case_over'))
    await requireConfirmation(core, tx, q.session, 'show-access-code', { case: one.id })
    if (one.closed_reason === 'waits' && !(await moveReason(tx, { id: one.id, from: 'waits', to: 'approved' })))
      throw new Refusal(refused('case_over'))
    const now = core.clock.now()
    const suspension = (await suspensionOfCase(tx, one.id))?.id
    const made = await makeAccessCode(core, tx, {
      account: account.id,
      purpose: suspension ? 'suspension' : 'password',
      suspension,
      madeBy: me.account.id,
      worksFrom: now,
      life: accessCodeLife,
    })
    await noteInCase(core, tx, { case: one.id, account: account.id, kind: 'code-made', by: me.account.id })
    await record(core, tx, {
      act: 'access_code_shown',
      actor: { kind: 'account', id: me.account.id },
      account: account.id,
      detail: { case: one.id, code: made.id },
      from: { ip: q.ip, session: q.session.id, browser: q.session.browserId },
    })
    await tellOfRecovery(core, tx, { account: account.id, kind: 'access-code-made', params: { by: me.account.name } })
    core.live.publish('console')
    return { state: 'in-force', code: made.code, codeExpiresAt: made.expiresAt }
  })
}
