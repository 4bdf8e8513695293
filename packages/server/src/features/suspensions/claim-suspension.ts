import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { record } from '../audit/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import type { SignInRow } from '../sign-in/index.ts'
import { bindBrowser, findActive, markClaimed, type SuspensionRow } from './suspensions.store.ts'

/** Whether a suspension lets this sign-in in: it is the one browser's, and on a shared computer only the sign-in that asked
 * for it (RR-2): whoever sits there next has the same browser.
 * @param q.shared the approved request was sent from a shared computer */
export const letsIn = (
  one: Pick<SuspensionRow, 'browser_id' | 'request_id'>,
  q: { signIn: Pick<SignInRow, 'purpose' | 'browser_id' | 'request_id'>; shared: boolean },
): boolean =>
  q.signIn.purpose === 'sign-in' &&
  one.browser_id !== null &&
  one.browser_id === q.signIn.browser_id &&
  (!q.shared || (one.request_id !== null && one.request_id === q.signIn.request_id))

/** The access code was right: this browser is the one that the suspension lets in. @returns false if somebody was faster */
export async function claimForBrowser(core: Core, tx: Tx, q: { suspension: string; signIn: SignInRow }): Promise<boolean> {
  const { account_id: account, browser_id: browser, id: signIn } = q.signIn
  if (!(await bindBrowser(tx, { id: q.suspension, account, browser, now: core.clock.now() }))) return false
  await claimNow(core, tx, q.suspension, q.signIn)
  core.live.publish(`sign-in:${signIn}`)
  return true
}

/** Uses the suspension for a sign-in that {@link letsIn} allows, in the transaction that finishes it; the first time is told to
 * the owner. @returns undefined if none is in force for this browser */
export async function useSuspension(core: Core, tx: Tx, signIn: SignInRow): Promise<{ suspension: string; endsAt: Instant } | undefined> {
  const one = await findActive(tx, signIn.account_id, core.clock.now())
  if (!one || one.browser_id !== signIn.browser_id) return undefined
  await claimNow(core, tx, one.id, signIn)
  return { suspension: one.id, endsAt: one.ends_at }
}

async function claimNow(core: Core, tx: Tx, suspension: string, signIn: SignInRow): Promise<void> {
  const { account_id: account, browser_id: browser, agent, ip } = signIn
  if (!(await markClaimed(tx, { id: suspension, browser, signIn: signIn.id, now: core.clock.now() }))) return
  await record(core, tx, {
    act: 'suspension_claimed',
    actor: { kind: 'account', id: account },
    account,
    detail: { suspension },
    from: { ip, browser, signIn: signIn.id },
  })
  await tellOfRecovery(core, tx, { account, kind: 'suspension-claimed', params: { agent, ip } })
  core.live.publish('console')
}
