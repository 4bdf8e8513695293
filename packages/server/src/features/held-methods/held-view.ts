import type { HeldAccount, HeldThing } from '@sparekey/protocol/held'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { notFound } from '../../kernel/errors.ts'
import { type AccountRow, findAccount } from '../accounts/index.ts'
import { type Answerer, answerersOf, listAnsweringRoles } from '../approvers/index.ts'
import { comesTo } from './agreement.ts'
import { mayIds, qualifyIds } from './held-context.ts'
import { type HeldItem, heldItems } from './held-items.ts'
import { findOpen, listAccountsWithHeld, listApprovals, listDecided } from './held-methods.store.ts'

/** So many accounts on one page: more than that at once is no matter of single answers. */
const mostAccounts = 200

/** What is held of the own account, and how far it is with being allowed again. */
export async function ownHeld(core: Core, account: string): Promise<HeldThing[]> {
  const own = await findAccount(core.db, account)
  if (!own) return []
  const items = await heldItems(core.db, account)
  if (items.length === 0) return []
  const answerers = await answerersOf(core, core.db, own)
  return await Promise.all(items.map((item) => thing(core, item, answerers)))
}

/** Everybody of whom something is held and for whom this person may answer. */
export async function heldAccounts(core: Core, session: CurrentSession): Promise<HeldAccount[]> {
  const rows = await listAccountsWithHeld(core.db, { most: mostAccounts })
  const approvers = rows.length > 0 ? await listAnsweringRoles(core, core.db) : []
  const seen: HeldAccount[] = []
  for (const account of rows) {
    const answerers = await answerersOf(core, core.db, account, approvers)
    const me = meOf(answerers, session)
    if (me) seen.push(await viewOf(core, account, answerers, me))
  }
  return seen
}

/** What is held of one account.
 * @throws 404 for who may not answer for it */
export async function heldOf(core: Core, session: CurrentSession, accountId: string): Promise<HeldAccount> {
  const account = await findAccount(core.db, accountId)
  const answerers = account ? await answerersOf(core, core.db, account) : []
  const me = meOf(answerers, session)
  if (!account || !me) throw notFound()
  return await viewOf(core, account, answerers, me)
}

/** Administrators see their own, and what they changed themselves, but decide nothing of it. */
function meOf(answerers: Answerer[], session: CurrentSession): Answerer | undefined {
  const me = answerers.find((one) => one.account.id === session.accountId)
  return me && me.whyNot !== 'role' && me.whyNot !== 'not-your-group' ? me : undefined
}

async function viewOf(core: Core, account: AccountRow, answerers: Answerer[], me: Answerer): Promise<HeldAccount> {
  const things: HeldThing[] = []
  for (const item of await heldItems(core.db, account.id)) {
    const one = await thing(core, item, answerers)
    const said = one.approvals.some((approval) => approval.id === me.account.id)
    const leftOut = me.isNew && qualifyIds(answerers).length >= 2
    const mayBegin = said && one.startsAt === undefined && qualifyIds(answerers).length < 2
    things.push({
      ...one,
      mayAllow: !me.whyNot && !leftOut && (!said || mayBegin),
      mayRefuse: !me.whyNot && one.approvals.length > 0,
      ...(me.whyNot ? { whyNot: me.whyNot } : leftOut ? { whyNot: 'new-approver' } : {}),
    })
  }
  return { account: { id: account.id, login: account.login, name: account.name }, things }
}

async function thing(core: Core, item: HeldItem, answerers: Answerer[]): Promise<HeldThing> {
  const open = await findOpen(core.db, item.id)
  const approvals = open ? await listApprovals(core.db, open.id) : []
  const given = {
    approved: approvals.map((one) => one.approver_id),
    may: mayIds(answerers),
    qualify: qualifyIds(answerers),
    startsAt: open?.starts_at ?? null,
  }
  const state = comesTo(given, core.clock.now())
  const refused = (await listDecided(core.db, item.id))[0]
  return {
    ...item,
    // The next sweep lets it go.
    state: open ? (state === 'allowed' ? 'waits' : state) : 'held',
    approvals: approvals.map((one) => ({ id: one.approver_id, name: one.name, at: one.at })),
    ...(open?.starts_at ? { startsAt: open.starts_at } : {}),
    ...(refused?.state === 'refused' && refused.decided_at !== null
      ? { refused: { at: refused.decided_at, by: refused.name ?? '', reason: refused.reason ?? '' } }
      : {}),
    mayAllow: false,
    mayRefuse: false,
  }
}
