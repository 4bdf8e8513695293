import type { Core, End, EndingAct } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newId, newToken } from '../../kernel/random.ts'
import { findLastOpen, findOpen, insertLink, type LinkRow, markEnded, markSpent } from './links.store.ts'

export type LinkPurpose = LinkRow['purpose']

/** What a link will do beyond its purpose: ids, never a secret. */
export type LinkData = Record<string, string>

/** A link that can be used now. */
export interface FoundLink {
  id: string
  purpose: LinkPurpose
  accountId: string | undefined
  data: LinkData
  /** Who made it in the console; absent for those that the service sent. */
  createdBy: string | undefined
  createdAt: Instant
  expiresAt: Instant
}

/** The purpose is in the digest's input: a token of one purpose is unknown to every other. */
const digestOf = (core: Pick<Core, 'secrets'>, purpose: LinkPurpose, token: string): string =>
  core.secrets.digest('link', `${purpose}\0${token}`)

/** Makes a one-time link. The token is in its fragment, so that it reaches no log, and nowhere else readable.
 * @param q.ttl ms */
export async function makeLink(
  core: Pick<Core, 'clock' | 'random' | 'secrets' | 'config'>,
  tx: Tx,
  q: { purpose: LinkPurpose; accountId?: string | undefined; data?: LinkData; ttl: number; createdBy?: string },
): Promise<{ id: string; token: string; url: string; expiresAt: Instant }> {
  const now = core.clock.now()
  const id = newId(core.random, 'lnk')
  const token = newToken(core.random)
  const expiresAt = now + q.ttl
  await insertLink(tx, {
    id,
    digest: digestOf(core, q.purpose, token),
    purpose: q.purpose,
    account_id: q.accountId ?? null,
    data: JSON.stringify(q.data ?? {}),
    created_by: q.createdBy ?? null,
    created_at: now,
    expires_at: expiresAt,
    spent_at: null,
    ended_at: null,
  })
  return { id, token, url: `${core.config.publicUrl}/link/${q.purpose}#${token}`, expiresAt }
}

const found = (row: LinkRow): FoundLink => ({
  id: row.id,
  purpose: row.purpose,
  accountId: row.account_id ?? undefined,
  data: JSON.parse(row.data) as LinkData,
  createdBy: row.created_by ?? undefined,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})

/** The link of this purpose and token, if it can be used now. Wrong, used, expired, replaced and other purpose are all undefined. */
export async function findLink(
  core: Pick<Core, 'clock' | 'secrets'>,
  db: Db | Tx,
  purpose: LinkPurpose,
  token: string,
): Promise<FoundLink | undefined> {
  const row = await findOpen(db, digestOf(core, purpose, token), core.clock.now())
  return row && found(row)
}

/** Uses a link up. Of any number of callers exactly one gets true. */
export const spendLink = (core: Pick<Core, 'clock'>, tx: Tx, id: string): Promise<boolean> => markSpent(tx, id, core.clock.now())

/** Ends the open links of a purpose: of one account, or all of them; with `data` only those that would do exactly that. */
export async function endLinks(tx: Tx, q: { accountId?: string; purpose: LinkPurpose; data?: LinkData; now: Instant }): Promise<void> {
  const data = q.data ? { data: JSON.stringify(q.data) } : {}
  await markEnded(tx, { account: q.accountId, purposes: [q.purpose], now: q.now, ...data })
}

/** Until when the last open link of a purpose can be used. */
export async function openLinkUntil(db: Db | Tx, q: { account: string; purpose: LinkPurpose; now: Instant }): Promise<Instant | undefined> {
  return (await findLastOpen(db, q))?.expires_at
}

/** What each act ends. Links that take power away go on working, but for an account that is gone. */
const endedBy: Record<EndingAct, LinkPurpose[] | 'all'> = {
  'account-disabled': 'all',
  'password-changed': ['reset'],
  'set-up-completed': ['invitation', 'set-up', 'reset'],
  'denied-not-me': ['reset', 'email'],
  'notice-not-me': ['reset', 'email'],
  'logged-out-everywhere': [],
  'device-removed': [],
  'suspension-granted': [],
  'suspension-ended': [],
}

/** Ends an account's links, as the act asks for. */
export const endAccountLinks =
  (core: Pick<Core, 'clock'>): End =>
  async (tx, account, act) => {
    const purposes = endedBy[act]
    if (purposes !== 'all' && purposes.length === 0) return
    await markEnded(tx, { account, purposes, now: core.clock.now() })
  }
