import type { PersonView } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { type AccountRow, emailsView, findAccount, getAccount } from '../accounts/index.ts'
import { typedOff } from '../attempts/index.ts'
import { answeringGroupsOf, groupsOf } from '../groups/index.ts'
import { openLinkUntil } from '../links/index.ts'
import { contactNumber } from '../phone-numbers/index.ts'
import { sourcesFor, standingOf } from '../policy/index.ts'
import { codesView } from '../recovery-codes/index.ts'
import { findOpenCase } from '../recovery-requests/index.ts'
import { rememberedBrowsers } from '../remembered-browsers/index.ts'
import { openSessions } from '../sessions/index.ts'
import { loginHistory } from '../sign-in/index.ts'
import { grantedSuspension } from '../suspensions/index.ts'
import { devicesView } from '../trusted-devices/index.ts'

const historyLines = 20

/** One account, as an administrator sees it: nothing that could be used to sign in. */
export async function personView(core: Core, q: { session: CurrentSession; account: string }): Promise<PersonView> {
  const account = await getAccount(core.db, q.account)
  const now = core.clock.now()
  const groups = await groupsOf(core.db, account.id)
  const codes = await codesView(core.db, account.id)
  const { events } = await loginHistory(core, account.id, undefined, historyLines)
  const invitedUntil =
    account.state === 'invited' ? await openLinkUntil(core.db, { account: account.id, purpose: 'invitation', now }) : undefined
  return {
    id: account.id,
    login: account.login,
    name: account.name,
    role: account.role,
    state: account.state as 'invited' | 'active' | 'disabled',
    self: account.id === q.session.accountId,
    createdAt: account.created_at,
    ...(account.two_factor_since === null ? await duePart(core, account) : { twoFactorSince: account.two_factor_since }),
    passwordMarked: account.password_marked_at !== null,
    emails: await emailsView(core.db, account.id),
    groups,
    ...(account.role === 'approver' ? { answersFor: await answeringGroupsOf(core.db, account.id) } : {}),
    rules: await rulesPart(core, account, groups),
    devices: await devicesView(core, core.db, account.id),
    ...(codes ? { codesLeft: codes.left } : {}),
    sessions: (await openSessions(core, account.id)).length,
    remembered: (await rememberedBrowsers(core, core.db, account.id)).length,
    typedOff: await typedOff(core, account.id),
    ...(await recoveryPart(core, account)),
    ...(invitedUntil === undefined ? {} : { invitedUntil }),
    history: events.map(({ id, at, result, method, agent, ip, place }) => ({
      id,
      at,
      result,
      ...(method ? { method } : {}),
      agent,
      ip,
      ...(place ? { place } : {}),
    })),
  }
}

/** Whom approvers turn to, what is open, and what is suspended. */
async function recoveryPart(
  core: Core,
  account: AccountRow,
): Promise<Pick<PersonView, 'manager' | 'contactNumber' | 'suspension' | 'openCase'>> {
  const manager = account.manager_id ? await findAccount(core.db, account.manager_id) : undefined
  const number = await contactNumber(core, core.db, account.id)
  const suspension = await grantedSuspension(core.db, account.id, core.clock.now())
  const openCase = await findOpenCase(core.db, account.id)
  return {
    ...(manager ? { manager: { id: manager.id, name: manager.name } } : {}),
    ...(number ? { contactNumber: number } : {}),
    ...(suspension ? { suspension: { startsAt: suspension.starts_at, endsAt: suspension.ends_at, scope: suspension.scope } } : {}),
    ...(openCase ? { openCase: openCase.id } : {}),
  }
}

/** By when it must be set up (EN-2); nothing where it is not asked for. */
async function duePart(core: Core, account: AccountRow): Promise<Pick<PersonView, 'dueAt' | 'extendable'>> {
  const { deadline } = await standingOf(core.db, account, core.clock.now())
  if (deadline === undefined) return {}
  return { dueAt: deadline, extendable: account.role === 'member' && account.state === 'active' }
}

/** The rules with who says so, by name. */
async function rulesPart(core: Core, account: AccountRow, groups: { id: string; name: string }[]): Promise<PersonView['rules']> {
  const nameOf = (key: string): string => {
    if (key === '' || key === 'role') return key || 'everyone'
    return groups.find((group) => group.id === key)?.name ?? ''
  }
  const found = await sourcesFor(core.db, account, core.clock.now())
  return found.map((one) => ({ ...one, from: one.from.map(nameOf) }))
}
