import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { placesOf, type Visitor } from '../../http/visitor.ts'
import { days } from '../../kernel/clock.ts'
import { newId } from '../../kernel/random.ts'
import { insertLoginEvent, listLoginEvents } from './login-history.store.ts'
import type { SignInRow } from './sign-in.store.ts'

/** What the login history tells (AU-1). */
export type LoginResult = 'signed-in' | 'wrong-password' | 'wrong-code' | 'not-confirmed' | 'not-me'

/** AU-1 */
const historyKeptFor = days(180)
const pageSize = 50

/** An attempt at the password step. Written for logins that nobody has as well, so that both do the same work (SI-1). */
export async function noteWrongPassword(
  core: Pick<Core, 'clock' | 'random'>,
  db: Db,
  q: { account: string | null; browser: string | null; known: boolean; visitor: Visitor },
): Promise<void> {
  await insertLoginEvent(db, {
    id: newId(core.random, 'log'),
    account_id: q.account,
    sign_in_id: null,
    session_id: null,
    at: core.clock.now(),
    result: 'wrong-password',
    method: null,
    device_id: null,
    browser_id: q.browser,
    known_browser: q.known ? 1 : 0,
    ip: q.visitor.ip,
    agent: q.visitor.agent,
  })
}

/** What became of a sign-in. */
export async function noteSignIn(
  core: Pick<Core, 'clock' | 'random'>,
  db: Db | Tx,
  signIn: SignInRow,
  q: { result: LoginResult; method?: string | null; session?: string; device?: string | null },
): Promise<void> {
  await insertLoginEvent(db, {
    id: newId(core.random, 'log'),
    account_id: signIn.account_id,
    sign_in_id: signIn.id,
    session_id: q.session ?? null,
    at: core.clock.now(),
    result: q.result,
    method: q.method ?? null,
    device_id: q.device ?? null,
    browser_id: signIn.browser_id,
    known_browser: signIn.known_browser,
    ip: signIn.ip,
    agent: signIn.agent,
  })
}

/** One page of the history, newest first. `before` in ms; 180 days back (AU-1). */
export async function loginHistory(core: Pick<Core, 'db' | 'clock' | 'places'>, account: string, before?: number, limit = pageSize) {
  const now = core.clock.now()
  const rows = await listLoginEvents(core.db, { account, before: before ?? now + 1, since: now - historyKeptFor, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const placeOf = await placesOf(
    core,
    shown.map((row) => row.ip),
  )
  const events = shown.map((row) => {
    const place = placeOf(row.ip)
    return {
      id: row.id,
      at: row.at,
      result: row.result,
      ...(row.method ? { method: row.method } : {}),
      ...(row.device_name ? { device: row.device_name } : {}),
      agent: row.agent,
      ip: row.ip,
      ...(place ? { place } : {}),
      knownBrowser: row.known_browser === 1,
    }
  })
  return { events, more: rows.length > limit }
}
