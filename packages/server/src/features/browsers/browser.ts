import type { Core, End } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { cookieLine, cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { days } from '../../kernel/clock.ts'
import { newId, newToken } from '../../kernel/random.ts'
import { limits } from '../policy/index.ts'
import { findBrowser, insertBrowser, isKnownFor, touchBrowser, upsertKnown, voidKnown } from './browsers.store.ts'

/** The browser that sends this cookie. The cookie alone proves nothing but that it is the same browser as before. */
export async function browserOf(core: Core, db: Db | Tx, visitor: Visitor): Promise<{ id: string; agent: string } | undefined> {
  const token = visitor.cookies[cookieName(core.config, 'browser')] ?? ''
  return await findBrowser(db, core.secrets.digest('browser', token))
}

/** The browser of this request, remembered from now on. */
export async function rememberBrowser(core: Core, tx: Tx, visitor: Visitor): Promise<{ id: string; cookies: string[] }> {
  const now = core.clock.now()
  const known = await browserOf(core, tx, visitor)
  if (known) {
    await touchBrowser(tx, known.id, visitor.agent, now)
    return { id: known.id, cookies: [] }
  }
  const id = newId(core.random, 'brw')
  const token = newToken(core.random)
  await insertBrowser(tx, { id, digest: core.secrets.digest('browser', token), agent: visitor.agent, at: now })
  return { id, cookies: [cookieLine(core.config, 'browser', token, days(400) / 1000)] }
}

/** Whether the account made a full sign-in here within 180 days and nothing voided it since. */
export const isKnownBrowser = (core: Core, db: Db | Tx, browser: string | undefined, account: string): Promise<boolean> =>
  isKnownFor(db, browser ?? '', account, core.clock.now())

/** Only after a full sign-in (glossary: known browser). */
export async function makeBrowserKnown(core: Core, tx: Tx, browser: string, account: string): Promise<void> {
  const now = core.clock.now()
  await upsertKnown(tx, { browser, account, now, until: now + limits.knownBrowserLife })
}

/** "It wasn't me" voids the browser that it came from; the other acts named in the glossary void all.
 * @returns whether it was known */
export async function voidBrowser(core: Core, tx: Tx, account: string, browser: string): Promise<boolean> {
  return (await voidKnown(tx, { account, browser, now: core.clock.now() })) > 0n
}

/** Ends every known browser of an account, where the act asks for it. */
export const endBrowsers =
  (core: Pick<Core, 'clock'>): End =>
  async (tx, account) => {
    await voidKnown(tx, { account, now: core.clock.now() })
  }
