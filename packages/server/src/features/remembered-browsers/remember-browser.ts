import type { SignInView } from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { newId } from '../../kernel/random.ts'
import type { AccountRow } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { isHeldBack } from '../passwords/index.ts'
import { rulesFor } from '../policy/index.ts'
import type { SignInRow } from '../sign-in/index.ts'
import { daysOf, isPlain, mayRemember, skipsUntil } from './remembered-browser.ts'
import { findOpenAt, insertRemembered, markEnded, type RememberedRow, rotate } from './remembered-browsers.store.ts'
import { digestsOf, newHalf, readRemembered, rememberedLine, seriesOf } from './remembered-cookie.ts'

/** The checkbox of the confirm page; absent where the rules do not allow it. */
export async function rememberOffer(
  core: Core,
  db: Db | Tx,
  q: { account: AccountRow; signIn: SignInRow },
): Promise<SignInView['remember']> {
  const { account, signIn } = q
  if (!isPlain(signIn) || isHeldBack(account)) return undefined
  const days = daysOf((await rulesFor(db, account, core.clock.now())).rememberBrowserFor)
  return days < 1 ? undefined : { days, asked: signIn.remember_asked_at !== null }
}

/** After a full sign-in, in its transaction: makes the browser a remembered one where that was asked for and may be.
 * @returns Set-Cookie lines */
export async function rememberAfter(
  core: Core,
  tx: Tx,
  q: { account: AccountRow; signIn: SignInRow; visitor: Visitor },
): Promise<string[]> {
  const { account, signIn } = q
  const now = core.clock.now()
  const open = await findOpenAt(tx, { account: account.id, browser: signIn.browser_id })
  const rule = (await rulesFor(tx, account, now)).rememberBrowserFor
  if (signIn.remember_asked_at === null || !mayRemember(signIn, rule, now)) return open ? await handOutAgain(core, tx, open, q.visitor) : []
  if (open) await markEnded(tx, { id: open.id, account: account.id, reason: 'remembered-anew', now })
  const halves = { series: newHalf(core), token: newHalf(core) }
  const { series, digest } = digestsOf(core, halves)
  const id = newId(core.random, 'rmb')
  await insertRemembered(tx, {
    id,
    account_id: account.id,
    browser_id: signIn.browser_id,
    series_digest: series,
    digest,
    previous_digest: null,
    rotated_at: now,
    method: signIn.method ?? '',
    device_id: signIn.device_id,
    password_version: account.password_version,
    made_at: now,
    ends_at: now + rule,
    used_at: null,
    ended_at: null,
    ended_reason: null,
  })
  await record(core, tx, {
    act: 'browser_remembered',
    actor: { kind: 'account', id: account.id },
    account: account.id,
    detail: { remembered: id, days: daysOf(rule) },
    from: { ip: signIn.ip, browser: signIn.browser_id, signIn: signIn.id },
  })
  const params = { agent: signIn.agent, ip: signIn.ip, days: String(daysOf(rule)) }
  await tellOwner(core, tx, { accountId: account.id, kind: 'browser-remembered', params })
  return [rememberedLine(core, account.id, halves, now + rule)]
}

/** The answer that brought the newest cookie did not arrive, so the browser still holds the one before. It was confirmed here and
 * now: it gets the next one, or tomorrow it would pass for a stolen copy. */
async function handOutAgain(core: Core, tx: Tx, row: RememberedRow, visitor: Visitor): Promise<string[]> {
  const sent = readRemembered(core, row.account_id, visitor)
  if (sent?.series !== row.series_digest || sent.digest !== row.previous_digest) return []
  const halves = { series: seriesOf(core, row.account_id, visitor), token: newHalf(core) }
  const { digest } = digestsOf(core, halves)
  const won = await rotate(tx, { id: row.id, from: row.digest, to: digest, now: core.clock.now() })
  return won ? [rememberedLine(core, row.account_id, halves, skipsUntil(row, Number.MAX_SAFE_INTEGER))] : []
}
