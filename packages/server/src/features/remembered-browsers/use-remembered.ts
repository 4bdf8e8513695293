import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import type { Instant } from '../../kernel/clock.ts'
import type { AccountRow } from '../accounts/index.ts'
import { getAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { isHeldBack } from '../passwords/index.ts'
import { rulesFor } from '../policy/index.ts'
import { endSessionsOfRemembered } from '../sessions/index.ts'
import type { SignInRow } from '../sign-in/index.ts'
import { findSigner } from '../trusted-devices/index.ts'
import { isPlain, presentedAs, skipsUntil } from './remembered-browser.ts'
import { findBySeries, findRemembered, markEnded, type RememberedRow, rotate } from './remembered-browsers.store.ts'
import { digestsOf, newHalf, readRemembered, rememberedLine, seriesOf } from './remembered-cookie.ts'

/** Until when it lets its browser in, undefined if it does not now. Everything is looked at anew at each use: the rule and the
 * password of now, and whether the phone that confirmed it is still trusted. */
async function goodUntil(core: Core, db: Db | Tx, account: AccountRow, row: RememberedRow): Promise<Instant | undefined> {
  if (row.account_id !== account.id || row.ended_at !== null || row.password_version !== account.password_version) return undefined
  if (isHeldBack(account)) return undefined
  const rules = await rulesFor(db, account, core.clock.now())
  if (!rules.methods.some((kind) => kind === row.method)) return undefined
  const until = skipsUntil(row, rules.rememberBrowserFor)
  if (until <= core.clock.now()) return undefined
  return row.device_id === null || (await isTrusted(core, db, row.device_id)) ? until : undefined
}

async function isTrusted(core: Core, db: Db | Tx, id: string): Promise<boolean> {
  const device = await findSigner(db, id)
  if (device?.state !== 'trusted' || device.origin !== core.config.origin) return false
  return device.paused_until === null || device.paused_until <= core.clock.now()
}

/** At the password step, after a correct password: the remembered browser whose cookie came, if it counts. An old copy of a cookie
 * ends it, with what it let in, and its owner is told. */
export async function findRememberedHere(
  core: Core,
  tx: Tx,
  q: { account: AccountRow; signIn: SignInRow; visitor: Visitor },
): Promise<{ id: string; digest: string } | undefined> {
  const { account, signIn, visitor } = q
  const sent = readRemembered(core, account.id, visitor)
  const row = sent && (await findBySeries(tx, sent.series))
  if (!row || row.account_id !== account.id || row.ended_at !== null || row.ends_at <= core.clock.now()) return undefined
  const as = presentedAs(row, { digest: sent.digest, browser: signIn.browser_id }, core.clock.now())
  if (as === 'copied') await endCopied(core, tx, signIn, row)
  if (as !== 'current' || (await goodUntil(core, tx, account, row)) === undefined) return undefined
  return { id: row.id, digest: sent.digest }
}

async function endCopied(core: Core, tx: Tx, signIn: SignInRow, row: RememberedRow): Promise<void> {
  const account = row.account_id
  if (!(await markEnded(tx, { id: row.id, account, reason: 'copied', now: core.clock.now() }))) return
  await endSessionsOfRemembered(core, tx, { account, remembered: row.id })
  await record(core, tx, {
    act: 'remembered_browser_copied',
    actor: { kind: 'service' },
    account,
    detail: { remembered: row.id },
    from: { ip: signIn.ip, browser: signIn.browser_id, signIn: signIn.id },
  })
  await tellOwner(core, tx, { accountId: account, kind: 'remembered-copied', params: { agent: signIn.agent, ip: signIn.ip } })
}

/** The row that this sign-in came with, if its cookie is still the one that counts. */
async function stillHere(core: Core, db: Db | Tx, signIn: SignInRow): Promise<{ row: RememberedRow; until: Instant } | undefined> {
  if (signIn.remembered_id === null || !isPlain(signIn)) return undefined
  const row = await findRemembered(db, signIn.remembered_id)
  if (!row || row.digest !== signIn.remembered_digest || row.browser_id !== signIn.browser_id) return undefined
  const until = await goodUntil(core, db, await getAccount(db, signIn.account_id), row)
  return until === undefined ? undefined : { row, until }
}

/** The fact for the next step of a sign-in. */
export const isRemembered = async (core: Core, db: Db | Tx, signIn: SignInRow): Promise<boolean> =>
  (await stillHere(core, db, signIn)) !== undefined

/** Lets the sign-in in, in the transaction that finishes it: the cookie is used up and the next one handed out.
 * @returns undefined if it does not count any more, or another tab was faster */
export async function useRemembered(
  core: Core,
  tx: Tx,
  q: { signIn: SignInRow; visitor: Visitor },
): Promise<{ cookie: string; until: Instant } | undefined> {
  const here = await stillHere(core, tx, q.signIn)
  if (!here) return undefined
  const { row, until } = here
  const halves = { series: seriesOf(core, row.account_id, q.visitor), token: newHalf(core) }
  const next = digestsOf(core, halves)
  if (next.series !== row.series_digest) return undefined
  if (!(await rotate(tx, { id: row.id, from: row.digest, to: next.digest, now: core.clock.now() }))) return undefined
  return { cookie: rememberedLine(core, row.account_id, halves, until), until }
}
