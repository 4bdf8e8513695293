import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import { cookieLine } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { newId, newToken } from '../../kernel/random.ts'
import { type AccountRow, lockAccount } from '../accounts/index.ts'
import { somebodyMayApprove, whoMayAnswer } from '../approvers/index.ts'
import { record } from '../audit/index.ts'
import { noteInCase } from '../case-history/index.ts'
import { tellPeople } from '../notices/index.ts'
import { tellOfRecovery } from '../recovery-notices/index.ts'
import { isDisputed } from '../recovery-stops/index.ts'
import { endSignIn, markRequested, type SignInRow, signInIn } from '../sign-in/index.ts'
import { openCase } from './cases.ts'
import { expireRequests } from './end-requests.ts'
import { insertRequest, listOpen, takeUp } from './recovery-requests.store.ts'
import { afterword, cookieLife, plainMessage, requestLife } from './request.ts'
import { requestLimit } from './request-limit.ts'

interface Ask {
  message: string
  /** "This is a shared computer": the cookie ends with the browser. */
  shared: boolean
  visitor: Visitor
}

/** "Send request" (RR-1): from now on this sign-in can only wait, be withdrawn, or be finished by its suspension (SI-11). All who
 * may answer and the owner are told in the same transaction. The browser's open request goes on where it has one.
 * @returns the Set-Cookie line of the request's own cookie */
export async function sendRequest(core: Core, q: Ask): Promise<Outcome<{ cookie: string }>> {
  const current = await signInIn(core, q.visitor, 'waiting')
  if (!current.ok) return current
  const { signIn } = current
  if (signIn.purpose !== 'sign-in') return refused('sign_in_not_waiting')
  const token = newToken(core.random)
  const digest = core.secrets.digest('request', token)
  return await inTransaction<Outcome<{ cookie: string }>>(core.db, async (tx) => {
    const account = await lockAccount(tx, signIn.account_id)
    if (account.state !== 'active' || account.password_version !== signIn.password_version) throw new Refusal(refused('sign_in_over'))
    if (account.two_factor_since === null) throw new Refusal(refused('sign_in_not_waiting'))
    const now = core.clock.now()
    await expireRequests(core, tx, account.id)
    const own = (await listOpen(tx, account.id)).find((one) => one.browser_id === signIn.browser_id)
    const shared = q.shared ? 1 : 0
    const request = own?.id ?? newId(core.random, 'req')
    const until = (own?.expires_at ?? now + requestLife) + afterword
    if (!(await markRequested(tx, { id: signIn.id, request, until, now }))) throw new Refusal(refused('sign_in_over'))
    if (own) {
      await takeUp(tx, { id: own.id, signIn: signIn.id, digest, shared, now })
      await endSignIn(core, tx, { id: own.sign_in_id, reason: 'left' })
    } else await addRequest(core, tx, { id: request, digest, shared, message: plainMessage(q.message), signIn, account })
    core.live.publish(`sign-in:${signIn.id}`)
    return done({ cookie: cookieLine(core.config, 'request', token, q.shared ? undefined : cookieLife / 1000) })
  })
}

interface NewRequest {
  id: string
  digest: string
  shared: 0 | 1
  message: string
  signIn: SignInRow
  account: AccountRow
}

/** @throws Refusal nobody_may_answer, request_limit */
async function addRequest(core: Core, tx: Tx, q: NewRequest): Promise<void> {
  const { signIn, account } = q
  const now = core.clock.now()
  const answerers = await whoMayAnswer(core, tx, account)
  if (!somebodyMayApprove(answerers)) throw new Refusal(refused('nobody_may_answer'))
  const retryAt = await requestLimit(tx, signIn, now)
  if (retryAt !== undefined) throw new Refusal(refused('request_limit', { retryAt }))
  const opened = await openCase(core, tx, { account: account.id, kind: 'request', openedBy: null })
  const disputed = await isDisputed(tx, account.id, now)
  await insertRequest(tx, {
    id: q.id,
    case_id: opened.case,
    account_id: account.id,
    browser_id: signIn.browser_id,
    sign_in_id: signIn.id,
    digest: q.digest,
    shared: q.shared,
    message: q.message,
    known_browser: signIn.known_browser,
    ip: signIn.ip,
    agent: signIn.agent,
    evidence: JSON.stringify({ told: answerers.length, passwordMarked: account.password_marked_at !== null }),
    state: 'open',
    disputed: disputed ? 1 : 0,
    created_at: now,
    expires_at: now + requestLife,
    decided_at: null,
    decided_by: null,
    reason: null,
  })
  await record(core, tx, {
    act: 'recovery_requested',
    actor: { kind: 'account', id: account.id },
    account: account.id,
    detail: { request: q.id, case: opened.case, disputed, told: answerers.length },
    from: { ip: signIn.ip, browser: signIn.browser_id, signIn: signIn.id },
  })
  const place = core.places.of(signIn.ip)
  await noteInCase(core, tx, {
    case: opened.case,
    account: account.id,
    kind: 'asked',
    by: account.id,
    request: q.id,
    params: { agent: signIn.agent, ip: signIn.ip, ...(place ? { place } : {}), known: signIn.known_browser },
  })
  const params = { agent: signIn.agent, ip: signIn.ip }
  await tellOfRecovery(core, tx, { account: account.id, kind: 'recovery-requested', params })
  const to = answerers.map((one) => one.account.id)
  await tellPeople(core, tx, { to, kind: 'answer-requested', params: { ...params, account: account.id }, case: opened.case })
}
