import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import type { Visitor } from '../../http/visitor.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import {
  type AccountRow,
  changeStanding,
  findAccount,
  findAddressRow,
  listAddresses,
  lockIfThere,
  ownWords,
  proveAddress,
} from '../accounts/index.ts'
import { sendProof } from '../addresses/index.ts'
import { record } from '../audit/index.ts'
import { endLinks, type FoundLink, findLink, spendLink } from '../links/index.ts'
import { checkPassword, hashPassword } from '../passwords/index.ts'
import { rulesFor, shippedDue } from '../policy/index.ts'
import { startSignIn } from '../sign-in/index.ts'

type Accepted = { to: string; cookies: string[] }

/** The account's password is set and its sign-in begun, as at the page of the invitation (EN-4). A link that came by mail proves
 * the address that it was sent to; one that was handed over proves none, and the address gets a link of its own. */
export async function acceptInvitation(core: Core, q: { token: string; password: string; visitor: Visitor }): Promise<Outcome<Accepted>> {
  const link = await findLink(core, core.db, 'invitation', q.token)
  const invited = link?.accountId ? await findAccount(core.db, link.accountId) : undefined
  if (!link || invited?.state !== 'invited') return refused('link_over')
  const words = await ownWords(core.db, invited.id)
  const { passwordMin: min } = await rulesFor(core.db, invited, core.clock.now())
  const bad = await checkPassword(core, q.password, { min, words })
  if (bad) return bad
  const hash = await hashPassword(core, q.password)
  return await inTransaction<Outcome<Accepted>>(core.db, async (tx) => {
    const before = await lockIfThere(tx, invited.id)
    if (before?.state !== 'invited' || !(await spendLink(core, tx, link.id))) return refused('link_over')
    const account = await activate(core, tx, before, hash)
    await proveOrAsk(core, tx, account, link)
    await record(core, tx, {
      act: 'invitation_accepted',
      actor: { kind: 'link', id: link.id },
      account: account.id,
      from: { ip: q.visitor.ip },
    })
    core.live.publish('console')
    const { cookies } = await startSignIn(core, tx, { account, visitor: q.visitor, startedAs: 'invitation' })
    return done({ to: '/login', cookies })
  })
}

/** The days to the deadline begin here (EN-2). */
async function activate(core: Core, tx: Tx, before: AccountRow, hash: string): Promise<AccountRow> {
  const now = core.clock.now()
  const set = {
    state: 'active' as const,
    password_hash: hash,
    password_version: before.password_version + 1,
    password_changed_at: now,
    due_at: shippedDue(now),
  }
  await changeStanding(core, tx, { id: before.id, from: ['invited'], set })
  await endLinks(tx, { accountId: before.id, purpose: 'invitation', now })
  return { ...before, ...set }
}

async function proveOrAsk(core: Core, tx: Tx, account: AccountRow, link: FoundLink): Promise<void> {
  const mailedTo = link.data.email ? await findAddressRow(tx, link.data.email) : undefined
  if (mailedTo) await proveAddress(core, tx, mailedTo)
  const waiting = (await listAddresses(tx, account.id)).filter((row) => row.verified_at === null && row.replaced_at === null)
  for (const address of waiting) await sendProof(core, tx, { login: account.login, address })
}
