import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { hours, type Instant } from '../../kernel/clock.ts'
import type { SignInRow } from '../sign-in/index.ts'
import { listOpen, listUnknownSince } from './recovery-requests.store.ts'
import { limitedUntil } from './request.ts'

/** Until when this browser may not send a request, if it may not (RR-1). A known browser always has its own place, and so has a
 * browser whose request is open. */
export async function requestLimit(db: Db | Tx, signIn: SignInRow, now: Instant): Promise<Instant | undefined> {
  if (signIn.known_browser) return undefined
  const open = (await listOpen(db, signIn.account_id)).filter((one) => one.expires_at > now)
  if (open.some((one) => one.browser_id === signIn.browser_id)) return undefined
  const strangers = open.filter((one) => !one.known_browser)
  const sent = await listUnknownSince(db, signIn.account_id, now - hours(24))
  return limitedUntil({ open: strangers.map((one) => one.expires_at), sent: sent.map((one) => one.created_at) }, now)
}
