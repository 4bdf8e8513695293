import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import type { SignInRow } from '../sign-in/index.ts'
import { mostBrowsers } from './any-browser.ts'
import {
  bindBrowser,
  findActive,
  findById,
  listBrowsers,
  markClaimed,
  markFirstClaim,
  type SuspensionRow,
  takePlace,
} from './suspensions.store.ts'

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

/** {@link letsIn}, for a suspension of any scope: one for any browser lets in those that claimed it (RR-8). */
export async function letsInHere(
  db: Db | Tx,
  one: SuspensionRow,
  q: { signIn: Pick<SignInRow, 'purpose' | 'browser_id' | 'request_id'>; shared: boolean },
): Promise<boolean> {
  if (one.scope !== 'any-browser') return letsIn(one, q)
  if (q.signIn.purpose !== 'sign-in') return false
  return (await listBrowsers(db, one.id)).some((row) => row.browser_id === q.signIn.browser_id)
}

/** The access code was right: this browser is one that the suspension lets in. @returns false if somebody was faster */
export async function claimForBrowser(core: Core, tx: Tx, q: { suspension: string; signIn: SignInRow }): Promise<boolean> {
  const { account_id: account, browser_id: browser, id: signIn } = q.signIn
  const one = await findById(tx, q.suspension)
  if (one?.scope === 'any-browser') return await claimPlace(core, tx, one, q.signIn)
  if (!(await bindBrowser(tx, { id: q.suspension, account, browser, now: core.clock.now() }))) return false
  await claimNow(core, tx, q.suspension, q.signIn)
  core.live.publish(`sign-in:${signIn}`)
  return true
}

/** Uses the suspension for a sign-in that {@link letsIn} allows, in the transaction that finishes it; the first time is told to
 * the owner. @returns undefined if none is in force for this browser */
export async function useSuspension(core: Core, tx: Tx, signIn: SignInRow): Promise<{ suspension: string; endsAt: Instant } | undefined> {
  const one = await findActive(tx, signIn.account_id, core.clock.now())
  if (!one) return undefined
  if (one.scope === 'any-browser')
    return (await letsInHere(tx, one, { signIn, shared: false })) ? { suspension: one.id, endsAt: one.ends_at } : undefined
  if (one.browser_id !== signIn.browser_id) return undefined
  await claimNow(core, tx, one.id, signIn)
  return { suspension: one.id, endsAt: one.ends_at }
}

/** One of the three places of a suspension for any browser. The caller holds the account's row. */
async function claimPlace(core: Core, tx: Tx, one: SuspensionRow, signIn: SignInRow): Promise<boolean> {
  const now = core.clock.now()
  const place = { id: newId(core.random, 'spb'), suspension: one.id, account: signIn.account_id, browser: signIn.browser_id }
  if (!(await takePlace(tx, { ...place, signIn: signIn.id, most: mostBrowsers, now }))) return false
  await markFirstClaim(tx, one.id, now)
  await tellOfClaim(core, tx, one.id, signIn)
  core.live.publish(`sign-in:${signIn.id}`)
  return true
}

async function claimNow(core: Core, tx: Tx, suspension: string, signIn: SignInRow): Promise<void> {
  if (await markClaimed(tx, { id: suspension, browser: signIn.browser_id, signIn: signIn.id, now: core.clock.now() }))
    await tellOfClaim(core, tx, suspension, signIn)
}

async function tellOfClaim(core: Core, tx: Tx, suspension: string, signIn: SignInRow): Promise<void> {
  const { account_id: account, browser_id: browser, agent, ip } = signIn
  const one = await findById(tx, suspension)
  const caseId = one?.case_id ?? null
  const place = core.places.of(ip)
  await noteInCase(core, tx, { case: caseId, account, kind: 'claimed', params: { agent, ip, ...(place ? { place } : {}) } })
  await record(core, tx, {
    act: 'suspension_claimed',
    actor: { kind: 'account', id: account },
    account,
    detail: { suspension },
    from: { ip, browser, signIn: signIn.id },
  })
  await tellOfRecovery(core, tx, {
    account,
    kind: 'suspension-claimed',
    params: { agent, ip, ...(one?.scope === 'any-browser' ? { browsers: '3' } : {}) },
  })
  core.live.publish('console')
}
