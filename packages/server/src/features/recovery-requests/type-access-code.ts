import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { spendAccessCode, tryAccessCode } from '../access-codes/index.ts'
import { type AccountRow, lockAccount } from '../accounts/index.ts'
import { approvalsStand } from '../approvers/index.ts'
import { isKit, spendKit } from '../break-glass/index.ts'
import { readFlags } from '../case-evidence/index.ts'
import { type SignInRow, signInIn } from '../sign-in/index.ts'
import { claimForBrowser, grantedSuspension, grantSuspension, mayBeAnyBrowser, useSuspension } from '../suspensions/index.ts'
import { findCase } from './cases.store.ts'
import { listOpen } from './recovery-requests.store.ts'

const wrong = () => refused('access_code_wrong')

/** "I have an access code" (RR-8), after the password: makes this browser the one that the suspension lets in. The break-glass kit is
 * typed here too (RR-11). */
export async function typeAccessCode(core: Core, q: { typed: string; visitor: Visitor }): Promise<Outcome> {
  const current = await signInIn(core, q.visitor, 'waiting')
  if (!current.ok) return current
  const { signIn } = current
  if (signIn.purpose !== 'sign-in') return refused('sign_in_not_waiting')
  if (isKit(q.typed)) return await typeKit(core, signIn, q.typed)
  const tried = await tryAccessCode(core, { account: signIn.account_id, purpose: 'suspension', typed: q.typed })
  if (!tried.ok) return tried
  const { suspension } = tried
  if (!suspension) return wrong()
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const account = await requireCurrent(tx, signIn)
    if (!(await mayClaim(core, tx, account, suspension))) throw new Refusal(wrong())
    if (!(await spendAccessCode(core, tx, tried.id))) throw new Refusal(wrong())
    if (!(await claimForBrowser(core, tx, { suspension, signIn }))) throw new Refusal(wrong())
    return { ok: true }
  })
}

/** What an approval gave is asked for once more when it is claimed: those who approved it may still answer (RR-6), and a suspension for
 * any browser is for an account that may have one now, without a red flag (RR-8). */
async function mayClaim(core: Core, tx: Tx, account: AccountRow, id: string): Promise<boolean> {
  const given = await grantedSuspension(tx, account.id, core.clock.now())
  if (given?.id !== id) return false
  if (given.claimed_at === null && !(await approvalsStand(core, tx, { account, given }))) return false
  if (given.scope !== 'any-browser') return true
  const opened = given.case_id ? await findCase(tx, given.case_id) : undefined
  const flags = await readFlags(core, tx, {
    account,
    request: undefined,
    openedAt: opened?.opened_at ?? given.made_at,
    told: true,
    others: (await listOpen(tx, account.id)).filter((one) => one.expires_at > core.clock.now()).length,
    answeredBy: [],
    approverChanged: undefined,
    passwordIsOtherHalf: false,
  })
  return await mayBeAnyBrowser(core, tx, { account, flags: flags.length })
}

/** RR-11: with an administrator's login and password the kit gives this browser a suspension of 24 hours. */
async function typeKit(core: Core, signIn: SignInRow, typed: string): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    const account = await requireCurrent(tx, signIn)
    const from = { ip: signIn.ip, browser: signIn.browser_id, signIn: signIn.id }
    if (!(await spendKit(core, tx, { account, typed, from }))) throw new Refusal(wrong())
    await grantSuspension(core, tx, {
      account: account.id,
      caseId: null,
      scope: 'this-browser',
      source: 'kit',
      hours: 24,
      // Nobody says what happened to the phone: it comes back with the end of the day, or goes with the new set-up.
      fate: 'left',
      numberInIt: false,
      startsAt: core.clock.now(),
      browser: signIn.browser_id,
      by: 'The break-glass kit',
      actor: { kind: 'account', id: account.id },
    })
    // The very sign-in that used the kit changes a marked password (SI-15).
    await useSuspension(core, tx, signIn)
    core.live.publish(`sign-in:${signIn.id}`)
    return { ok: true }
  })
}

/** @throws Refusal sign_in_over where the account or its password changed since the password step */
async function requireCurrent(tx: Parameters<typeof lockAccount>[0], signIn: SignInRow) {
  const account = await lockAccount(tx, signIn.account_id)
  if (account.state !== 'active' || account.password_version !== signIn.password_version || account.two_factor_since === null)
    throw new Refusal(refused('sign_in_over'))
  return account
}
