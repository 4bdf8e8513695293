import type { Core } from '../../core.ts'
import type { SignInTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import { cookieLine } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { newId, newToken } from '../../kernel/random.ts'
import type { AccountRow } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { isKnownBrowser, rememberBrowser } from '../browsers/index.ts'
import { limits } from '../policy/index.ts'
import { currentSignIn } from './current-sign-in.ts'
import { getSignIn, insertSignIn, markEnded, type SignInRow } from './sign-in.store.ts'

/** Makes a sign-in whose password step has passed, for this browser; the one it had before ends.
 * @returns its Set-Cookie lines; the page goes to /login, which shows the next step */
export async function startSignIn(
  core: Core,
  tx: Tx,
  q: {
    account: AccountRow
    visitor: Visitor
    startedAs: SignInTable['started_as']
    returnTo?: string
    /** A fresh confirmation inside a session. */
    fresh?: { session: string; act: string; params: string }
  },
): Promise<{ signIn: SignInRow; cookies: string[] }> {
  const now = core.clock.now()
  const browser = await rememberBrowser(core, tx, q.visitor)
  const before = await currentSignIn(core, tx, q.visitor)
  if (before) await markEnded(tx, { id: before.id, reason: 'ended', from: ['confirmed'] })
  if (before?.account_id === q.account.id) await markEnded(tx, { id: before.id, reason: 'ended' })
  const id = newId(core.random, 'sgn')
  const token = newToken(core.random)
  await insertSignIn(tx, {
    id,
    digest: core.secrets.digest('sign-in', token),
    account_id: q.account.id,
    session_id: q.fresh?.session ?? null,
    browser_id: browser.id,
    purpose: q.fresh ? 'act' : 'sign-in',
    act: q.fresh?.act ?? null,
    act_params: q.fresh?.params ?? null,
    state: 'waiting',
    ended_reason: null,
    started_as: q.startedAs,
    known_browser: (await isKnownBrowser(core, tx, browser.id, q.account.id)) ? 1 : 0,
    password_version: q.account.password_version,
    password_changed_at: null,
    method: null,
    device_id: null,
    confirmed_at: null,
    weak_until: 0,
    request_id: null,
    suspension_id: null,
    password_again_at: null,
    remembered_id: null,
    remembered_digest: null,
    remember_asked_at: null,
    return_to: q.returnTo ?? '/account',
    ip: q.visitor.ip,
    agent: q.visitor.agent,
    created_at: now,
    expires_at: now + limits.signInLife,
    finished_at: null,
  })
  await record(core, tx, {
    act: 'sign_in_begun',
    actor: { kind: 'account', id: q.account.id },
    account: q.account.id,
    detail: { as: q.startedAs, act: q.fresh?.act ?? '' },
    from: { ip: q.visitor.ip, browser: browser.id, signIn: id, session: q.fresh?.session },
  })
  return { signIn: await getSignIn(tx, id), cookies: [...browser.cookies, cookieLine(core.config, 'sign-in', token)] }
}

/** A path of the account's pages or the console, or the account page: nobody is sent elsewhere by a link. */
export function safeReturn(to: string | undefined): string {
  if (!to || !/^\/(?![/\\])[\w\-./~?&=%#]*$/.test(to)) return '/account'
  // As a browser reads it: `..`, also written as %2e%2e, leaves the folder that it stands in.
  const { pathname, search, hash } = new URL(to, 'https://here.invalid')
  return /^\/(account|console)(\/|$)/.test(pathname) ? `${pathname}${search}${hash}` : '/account'
}
