import type { LinkView } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import { type Refused, refused } from '../../kernel/outcome.ts'
import { type AccountRow, findAccount, findAddressRow } from '../accounts/index.ts'
import { type FoundLink, findLink, type LinkPurpose } from '../links/index.ts'
import { findNotice } from '../notices/index.ts'
import { rulesFor, shippedRules } from '../policy/index.ts'

/** Whose link it is, for those that do not ask for the login themselves. */
const namesAccount: Record<LinkPurpose, boolean> = {
  'first-start': false,
  'set-up': false,
  invitation: true,
  reset: true,
  email: true,
  'email-undo': true,
  'not-me': true,
  stop: true,
}

const fits = (purpose: LinkPurpose, account: AccountRow | undefined): boolean => {
  if (purpose === 'first-start') return true
  if (purpose === 'invitation') return account?.state === 'invited'
  return account !== undefined && (account.state === 'active' || purpose === 'not-me' || purpose === 'stop' || purpose === 'email-undo')
}

/** What the link is about beyond its account, or `over` if that is done already. */
async function subjectOf(core: Core, link: FoundLink): Promise<Pick<LinkView, 'address' | 'notice'> | 'over'> {
  if (link.purpose === 'not-me' || link.purpose === 'stop') {
    const notice = await findNotice(core.db, link.data.notice ?? '')
    if (!notice || notice.answered_at !== null) return 'over'
    return { notice: { kind: notice.kind, params: JSON.parse(notice.params) as Record<string, string>, at: notice.at } }
  }
  if (link.purpose !== 'email' && link.purpose !== 'email-undo') return {}
  const row = await findAddressRow(core.db, link.data.email ?? '')
  if (!row || (link.purpose === 'email' && (row.verified_at !== null || row.replaced_at !== null))) return 'over'
  if (link.purpose === 'email') return { address: row.address }
  const kind = link.data.change === 'added' ? 'address-added' : 'address-removed'
  return { address: row.address, notice: { kind, params: { address: row.address }, at: link.createdAt } }
}

/** What a link would do. It does nothing: mail programs open links by themselves (AU-4). Everything that cannot be used is the
 * same refusal. */
export async function lookAtLink(core: Core, q: { purpose: LinkPurpose; token: string }): Promise<LinkView | Refused> {
  const link = await findLink(core, core.db, q.purpose, q.token)
  if (!link) return refused('link_over')
  const account = link.accountId ? await findAccount(core.db, link.accountId) : undefined
  const subject = await subjectOf(core, link)
  if (subject === 'over' || !fits(link.purpose, account)) return refused('link_over')
  return {
    purpose: link.purpose,
    siteName: core.config.siteName,
    ...(account && namesAccount[link.purpose] ? { account: { login: account.login, name: account.name } } : {}),
    ...subject,
    resume: link.purpose === 'first-start' && link.accountId !== undefined,
    passwordMin: (account ? await rulesFor(core.db, account, core.clock.now()) : shippedRules).passwordMin,
    expiresAt: link.expiresAt,
    now: core.clock.now(),
  }
}
