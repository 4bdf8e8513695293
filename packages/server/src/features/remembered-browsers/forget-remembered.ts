import type { Core, End } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { Refusal } from '../../kernel/errors.ts'
import { type Outcome, refused } from '../../kernel/outcome.ts'
import { getAccount, lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { rulesFor } from '../policy/index.ts'
import { endSessionsOfRemembered } from '../sessions/index.ts'
import { skipsUntil } from './remembered-browser.ts'
import { findOpenAt, listOpen, markAllEnded, markEnded } from './remembered-browsers.store.ts'

/** Every act in which these are named ends all of an account's remembered browsers. */
export const endRemembered =
  (core: Pick<Core, 'clock'>): End =>
  async (tx, account, act) => {
    await markAllEnded(tx, { account, reason: act, now: core.clock.now() })
  }

/** Those that skip the confirmation now, by the rule of now (AU-2). */
export async function rememberedBrowsers(core: Pick<Core, 'clock'>, db: Db, accountId: string) {
  const now = core.clock.now()
  const account = await getAccount(db, accountId)
  const { rememberBrowserFor: rule } = await rulesFor(db, account, now)
  const rows = await listOpen(db, account.id, now)
  return rows
    .filter((row) => row.password_version === account.password_version)
    .map((row) => ({ ...row, until: skipsUntil(row, rule) }))
    .filter((row) => row.until > now)
}

/** "Log out" beside one of them: it asks for the confirmation again, and what it let in ends. */
export async function forgetRemembered(core: Core, session: CurrentSession, q: { id: string; ip: string }): Promise<Outcome> {
  return await inTransaction<Outcome>(core.db, async (tx) => {
    await lockAccount(tx, session.accountId)
    if (!(await end(core, tx, { id: q.id, account: session.accountId }))) throw new Refusal(refused('not_found'))
    await record(core, tx, {
      act: 'remembered_browser_forgotten',
      actor: { kind: 'account', id: session.accountId },
      account: session.accountId,
      detail: { remembered: q.id },
      from: { ip: q.ip, session: session.id, browser: session.browserId },
    })
    return { ok: true }
  })
}

/** A browser that is forgotten as a known one is no longer remembered either. */
export async function forgetRememberedAt(core: Core, tx: Tx, q: { account: string; browser: string }): Promise<void> {
  const open = await findOpenAt(tx, q)
  if (open) await end(core, tx, { id: open.id, account: q.account })
}

async function end(core: Core, tx: Tx, q: { id: string; account: string }): Promise<boolean> {
  if (!(await markEnded(tx, { ...q, reason: 'forgotten', now: core.clock.now() }))) return false
  await endSessionsOfRemembered(core, tx, { account: q.account, remembered: q.id })
  return true
}
