import type { Access } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { inPlainTransaction, inTransaction, type Tx } from '../../db/transaction.ts'
import { cookieLine } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { hours } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { type AccountRow, lockIfThere } from '../accounts/index.ts'
import { signInFinished } from '../attempts/index.ts'
import { record } from '../audit/index.ts'
import { makeBrowserKnown } from '../browsers/index.ts'
import { tellOwner } from '../notices/index.ts'
import { limits, rulesFor } from '../policy/index.ts'
import { addEvent, openSession } from '../sessions/index.ts'
import { confirmable, currentSignIn } from './current-sign-in.ts'
import { readFacts } from './facts.ts'
import { countFailures } from './login-history.store.ts'
import { noteSignIn } from './login-history.ts'
import { nextStep } from './next-step.ts'
import type { SignInParts } from './parts.ts'
import { dropRemembered, getSignIn, markFinished, noteSuspension, type SignInRow } from './sign-in.store.ts'

/** Where the page goes, and the cookies it takes along. */
export interface Finished {
  to: string
  purpose: 'sign-in' | 'act'
  cookies: string[]
}

/** Ends a sign-in in a session: the only place that makes one (DESIGN §2). Checks everything once more in its own
 * transaction, after the one statement that spends the sign-in, so that of parallel calls one gets the session (SI-12). */
export async function finishSignIn(core: Core, parts: SignInParts, visitor: Visitor): Promise<Outcome<Finished>> {
  const current = await currentSignIn(core, core.db, visitor)
  if (!current) return refused('sign_in_over')
  const finished = await inTransaction<Outcome<Finished>>(core.db, async (tx) => {
    // Who ends everything of an account holds its row: a session made meanwhile would outlive that.
    await lockIfThere(tx, current.account_id)
    const before = await getSignIn(tx, current.id)
    if (!(await markFinished(tx, { id: current.id, now: core.clock.now() }))) throw new Refusal(refused('sign_in_over'))
    const { account, facts } = await readFacts(core, parts, tx, before)
    const next = nextStep(facts)
    if (next.step === 'refuse') throw new Refusal(refused('sign_in_over'))
    if (next.step !== 'finish') throw new Refusal(refused(next.step === 'confirm' ? 'not_confirmed' : 'sign_in_not_waiting'))
    core.live.publish(`sign-in:${before.id}`)
    if (before.purpose === 'act') return await finishAct(core, tx, before)
    const session = { access: next.access, visitor }
    if (next.by === 'remembered-browser') {
      const remembered = await parts.remembered.use(core, tx, { signIn: before, visitor })
      if (!remembered) throw new Refusal(refused('not_confirmed'))
      return await finishInSession(core, parts, tx, before, account, { ...session, remembered })
    }
    if (facts.confirmed || facts.recovery !== 'may-enter') return await finishInSession(core, parts, tx, before, account, session)
    const claimed = await parts.recovery.claim(core, tx, before)
    if (!claimed) throw new Refusal(refused('sign_in_over'))
    await noteSuspension(tx, before.id, claimed.suspension)
    return await finishInSession(core, parts, tx, before, account, { ...session, claimed })
  })
  if (!finished.ok && finished.code === 'not_confirmed') await askInstead(core, parts, current)
  return finished
}

/** The cookie of a remembered browser was used by another tab, or counts no more: the phones are asked, as if it had not been there. */
async function askInstead(core: Core, parts: SignInParts, signIn: SignInRow): Promise<void> {
  if (signIn.remembered_id === null) return
  await inPlainTransaction(core.db, async (tx) => {
    await lockIfThere(tx, signIn.account_id)
    if (!(await dropRemembered(tx, signIn.id))) return
    for (const method of parts.methods) await method.begin?.(core, tx, confirmable(signIn))
  })
}

/** A fresh confirmation gives its session one act that it may do now. */
async function finishAct(core: Core, tx: Tx, signIn: SignInRow): Promise<Outcome<Finished>> {
  const life = limits.confirmationLife
  await addEvent(core, tx, signIn, { session: signIn.session_id ?? '', act: signIn.act ?? '', params: signIn.act_params ?? '{}', life })
  return done({ to: signIn.return_to, purpose: 'act', cookies: [cookieLine(core.config, 'sign-in', '', 0)] })
}

async function finishInSession(
  core: Core,
  parts: SignInParts,
  tx: Tx,
  signIn: SignInRow,
  account: AccountRow,
  q: {
    access: Access
    visitor: Visitor
    claimed?: { suspension: string; endsAt: number }
    remembered?: { cookie: string; until: number }
  },
): Promise<Outcome<Finished>> {
  const { access, claimed, remembered, visitor } = q
  const grants = await parts.grants(core, tx, signIn)
  const session = await openSession(core, tx, signIn, {
    access,
    rules: await rulesFor(tx, account, core.clock.now()),
    grants,
    ...(claimed ? { claimed } : {}),
    ...(remembered ? { until: remembered.until } : {}),
  })
  await tellOfLogin(core, tx, signIn)
  // A known browser comes from a full sign-in and from nothing less.
  if (access === 'full') await makeBrowserKnown(core, tx, signIn.browser_id, account.id)
  const kept = access === 'full' ? await parts.remembered.after(core, tx, { account, signIn, visitor }) : []
  await signInFinished(tx, {
    subject: account.id,
    browserId: signIn.browser_id,
    knownBrowserId: signIn.known_browser ? signIn.browser_id : undefined,
    network: '',
  })
  await noteSignIn(core, tx, signIn, {
    result: 'signed-in',
    method: remembered ? 'remembered-browser' : signIn.method,
    session: session.id,
    device: signIn.device_id,
  })
  await record(core, tx, {
    act: 'signed_in',
    actor: { kind: 'account', id: account.id },
    account: account.id,
    detail: {
      access,
      method: signIn.method ?? 'none',
      as: signIn.started_as,
      suspension: claimed?.suspension ?? '',
      remembered: remembered ? (signIn.remembered_id ?? '') : '',
    },
    from: { ip: signIn.ip, browser: signIn.browser_id, session: session.id, signIn: signIn.id },
  })
  // RR-10: the first page after recovery leads to the new phone.
  const to = access === 'set-up' || claimed ? '/account/set-up' : signIn.return_to
  return done({
    to,
    purpose: 'sign-in',
    cookies: [session.cookie, ...kept, ...(remembered ? [remembered.cookie] : []), cookieLine(core.config, 'sign-in', '', 0)],
  })
}

/** SI-14: a browser that was not known, and success after failures. The first sign-in of an account is no news to its owner. */
async function tellOfLogin(core: Core, tx: Tx, signIn: SignInRow): Promise<void> {
  const params = { agent: signIn.agent, ip: signIn.ip }
  const failures = await countFailures(tx, signIn.account_id, core.clock.now() - hours(24))
  if (failures >= 3)
    await tellOwner(core, tx, {
      accountId: signIn.account_id,
      kind: 'login-after-failures',
      params: { ...params, failures: String(failures) },
    })
  else if (!signIn.known_browser && signIn.started_as === 'password')
    await tellOwner(core, tx, { accountId: signIn.account_id, kind: 'new-browser-login', params })
}
