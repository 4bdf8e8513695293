import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { minutes } from '../../kernel/clock.ts'
import { getAccount } from '../accounts/index.ts'
import { approvalsStand } from '../approvers/index.ts'
import { getSignIn, type SignInParts, type SignInRow } from '../sign-in/index.ts'
import { activeSuspension, letsInHere, type Suspension, useSuspension } from '../suspensions/index.ts'
import { findByDigest, findRequest, type RequestRow } from './recovery-requests.store.ts'
import { cannotView, requestOf, requestView } from './request-view.ts'

type RecoveryPart = SignInParts['recovery']
type RecoveryFacts = Awaited<ReturnType<RecoveryPart['facts']>>

/** The password that was typed once more counts for so long (RR-2). ms */
const passwordAgainLife = minutes(10)

/** The way through an administrator, as sign-in is given it by `app.ts`. */
export const recoveryPart: RecoveryPart = {
  facts: recoveryFacts,
  view: requestView,
  cannot: cannotView,
  async claim(core, tx, signIn) {
    const { recovery } = await recoveryFacts(core, tx, signIn)
    return recovery === 'may-enter' ? await useSuspension(core, tx, signIn) : undefined
  },
  approvedHere,
  resume,
}

/** How it stands for this very sign-in and its browser. */
async function recoveryFacts(core: Core, db: Db | Tx, signIn: SignInRow): Promise<RecoveryFacts> {
  const none = { passwordAgain: false, changesPassword: false }
  if (signIn.purpose === 'act' || signIn.state === 'confirmed') return { recovery: 'none', ...none }
  const now = core.clock.now()
  const found = await requestOf(core, db, signIn)
  const one = await activeSuspension(db, signIn.account_id, now)
  const shared = one ? await onShared(db, one, found?.request) : false
  if (one && (await letsInHere(db, one, { signIn, shared })) && (await stands(core, db, one))) {
    // Typed once more on the waiting page, or to begin this sign-in after the suspension had started.
    const at = signIn.password_again_at ?? signIn.created_at
    const typedAgain = at >= one.starts_at && at > now - passwordAgainLife
    // SI-15: the sign-in that used the break-glass kit changes a marked password directly.
    const changesPassword = one.source === 'kit' && one.claimed_sign_in_id === signIn.id
    return { recovery: 'may-enter', passwordAgain: shared && !typedAgain, changesPassword }
  }
  if (!found || signIn.state !== 'requested') return { recovery: 'none', ...none }
  const state = found.state
  const waits = state === 'open' || (state === 'approved' && found.granted !== undefined && found.granted.starts_at > now)
  return { recovery: waits ? 'waiting' : 'over', ...none }
}

/** Until it is first used, it rests on those who approved it (RR-6). */
async function stands(core: Core, db: Db | Tx, one: Suspension): Promise<boolean> {
  if (one.claimed_at !== null) return true
  return await approvalsStand(core, db, { account: await getAccount(db, one.account_id), given: one })
}

/** Whether the request that a suspension answers came from a shared computer. */
async function onShared(db: Db | Tx, one: Suspension, own: RequestRow | undefined): Promise<boolean> {
  if (one.request_id === null) return false
  const request = own?.id === one.request_id ? own : await findRequest(db, one.request_id)
  return request?.shared === 1
}

async function approvedHere(core: Core, db: Db | Tx, q: { account: string; visitor: Visitor }): Promise<string | undefined> {
  const request = await findByCookie(core, db, q.visitor)
  return request?.account_id === q.account && request.state === 'approved' ? request.id : undefined
}

async function findByCookie(core: Core, db: Db | Tx, visitor: Visitor): Promise<RequestRow | undefined> {
  const token = visitor.cookies[cookieName(core.config, 'request')]
  return token ? await findByDigest(db, core.secrets.digest('request', token)) : undefined
}

/** The browser was closed and opened: its request's own cookie leads back to the sign-in, for as long as there is something to
 * wait for or to be told (RR-2). */
async function resume(core: Core, db: Db, visitor: Visitor): Promise<string | undefined> {
  const request = await findByCookie(core, db, visitor)
  if (!request || request.state === 'withdrawn' || request.state === 'ended') return undefined
  const signIn = await getSignIn(db, request.sign_in_id)
  return signIn.state === 'requested' && signIn.expires_at > core.clock.now() ? signIn.id : undefined
}
