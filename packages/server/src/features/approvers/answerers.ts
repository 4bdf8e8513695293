import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { type AccountRow, listAdministrators, listApprovers, pastsSince } from '../accounts/index.ts'
import { findActs } from '../audit/index.ts'
import { answeringFor } from '../groups/index.ts'
import { anyAdministrator, anyApproverOf, withUsablePhone } from './approvers.store.ts'
import { highestRole, isNewApprover, lookBack, type WhyNot, whyNotAnswer } from './may-answer.ts'

type Needs = Pick<Core, 'clock' | 'config'>

/** What changes where an account is reached, or who answers for it (RR-6). */
const contactActs = [
  'role_changed',
  'groups_changed',
  'address_requested',
  'address_confirmed',
  'address_removed',
  'address_change_undone',
  'number_added',
  'number_changed',
  'number_removed',
  'contact_number_changed',
] as const

/** An administrator or approver, whoever is asked about. */
export interface Approver {
  account: AccountRow
  /** A phone in hand confirms the approval (RR-5 step 4); without one only declining is left. */
  canConfirm: boolean
  /** For less than 7 days: never one of two. */
  isNew: boolean
}

/** How an approver stands to one account. */
export interface Answerer extends Approver {
  whyNot: WhyNot | undefined
  /** Changed the account's contact data in 7 days: answers only where nobody else may, and then it is a red flag. */
  changedIt: boolean
}

/** Everybody whose role lets them answer somebody, with two-factor authentication of their own. Read once for a list of cases, in
 * four statements however many they are. */
export async function listAnsweringRoles(core: Needs, db: Db | Tx): Promise<Approver[]> {
  const now = core.clock.now()
  const accounts = [...(await listAdministrators(db)), ...(await listApprovers(db))].filter((one) => one.two_factor_since !== null)
  const pasts = await pastsSince(db, now - lookBack)
  const withPhone = await withUsablePhone(db, { accounts: accounts.map((one) => one.id), origin: core.config.origin, now })
  return accounts.map((account) => ({
    account,
    canConfirm: withPhone.has(account.id),
    isNew: isNewApprover(account, now, pasts.get(account.id)),
  }))
}

/** The role that protects an account: its highest of the last 7 days (RR-6). */
export async function protectedAs(core: Pick<Core, 'clock'>, db: Db | Tx, account: AccountRow): Promise<AccountRow['role']> {
  const now = core.clock.now()
  return highestRole(account, now, (await pastsSince(db, now - lookBack, account.id)).get(account.id))
}

/** How each of them stands to this account (RR-6). */
export async function answerersOf(core: Needs, db: Db | Tx, account: AccountRow, approvers?: Approver[]): Promise<Answerer[]> {
  const since = core.clock.now() - lookBack
  const answering = await answeringFor(db, account.id)
  const acts = await findActs(db, { account: account.id, acts: contactActs, since })
  const changers = new Set(acts.filter((one) => one.actorKind === 'account').map((one) => one.actorId))
  const accountRole = await protectedAs(core, db, account)
  const standings = (approvers ?? (await listAnsweringRoles(core, db))).map((one) => {
    const facts = {
      self: one.account.id === account.id,
      role: one.account.role,
      accountRole,
      sharesGroup: answering.has(one.account.id),
      changedIt: one.account.id !== account.id && changers.has(one.account.id),
      anotherMay: false,
    }
    // A group that was given lately, on either side, makes a new approver of this account.
    const given = one.account.role === 'approver' ? (answering.get(one.account.id) ?? 0) : 0
    return { one: { ...one, isNew: one.isNew || given > since }, facts }
  })
  // Somebody whose phone cannot confirm leaves nobody locked out: "another may" means that another can.
  const anotherMay = standings.some(({ one, facts }) => one.canConfirm && !facts.changedIt && !whyNotAnswer(facts))
  return standings.map(({ one, facts }) => ({ ...one, whyNot: whyNotAnswer({ ...facts, anotherMay }), changedIt: facts.changedIt }))
}

/** Who may answer for this account now: all of them are told (RR-3). Nobody of them with a phone that confirms means that
 * nobody may answer: "Cannot confirm login" names the break-glass kit and `sparekey recover` then (RR-6). */
export async function whoMayAnswer(core: Needs, db: Db | Tx, account: AccountRow): Promise<Answerer[]> {
  return (await answerersOf(core, db, account)).filter((one) => !one.whyNot)
}

/** True if a request of this account could be approved by somebody. */
export const somebodyMayApprove = (answerers: Answerer[]): boolean => answerers.some((one) => !one.whyNot && one.canConfirm)

/** {@link somebodyMayApprove} without reading everybody: pages that wait ask it again and again. Who changed the account's contact
 * data answers where nobody else may, so that they need not be told apart here. */
export async function somebodyCouldApprove(core: Needs, db: Db | Tx, account: AccountRow): Promise<boolean> {
  const q = { origin: core.config.origin, now: core.clock.now() }
  if (await anyAdministrator(db, { ...q, account: account.id })) return true
  if ((await protectedAs(core, db, account)) !== 'member') return false
  return await anyApproverOf(db, { ...q, among: [...(await answeringFor(db, account.id)).keys()] })
}

/** Those who count where two are needed (RR-6). */
export const oneOfTwo = (answerers: Answerer[]): Answerer[] => answerers.filter((one) => !one.whyNot && one.canConfirm && !one.isNew)
