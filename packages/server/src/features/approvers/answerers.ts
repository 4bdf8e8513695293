import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import { type AccountRow, listAdministrators, listApprovers } from '../accounts/index.ts'
import { findActs } from '../audit/index.ts'
import { sharingGroupWith } from '../groups/index.ts'
import { usableDevices } from '../trusted-devices/index.ts'
import { highestRole, isNewApprover, lookBack, type WhyNot, whyNotAnswer } from './may-answer.ts'

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

/** Everybody whose role lets them answer somebody, with two-factor authentication of their own. Read once for a list of cases. */
export async function listAnsweringRoles(core: Pick<Core, 'clock' | 'config'>, db: Db | Tx): Promise<Approver[]> {
  const now = core.clock.now()
  const accounts = [...(await listAdministrators(db)), ...(await listApprovers(db))].filter((one) => one.two_factor_since !== null)
  const approvers: Approver[] = []
  for (const account of accounts) {
    const devices = await usableDevices(db, { accountId: account.id, origin: core.config.origin, now })
    approvers.push({ account, canConfirm: devices.length > 0, isNew: isNewApprover(account, now) })
  }
  return approvers
}

/** How each of them stands to this account (RR-6). */
export async function answerersOf(
  core: Pick<Core, 'clock' | 'config'>,
  db: Db | Tx,
  account: AccountRow,
  approvers?: Approver[],
): Promise<Answerer[]> {
  const now = core.clock.now()
  const sharing = await sharingGroupWith(db, account.id)
  const acts = await findActs(db, { account: account.id, acts: contactActs, since: now - lookBack })
  const changers = new Set(acts.filter((one) => one.actorKind === 'account').map((one) => one.actorId))
  const accountRole = highestRole(account, now)
  const standings = (approvers ?? (await listAnsweringRoles(core, db))).map((one) => {
    const facts = {
      self: one.account.id === account.id,
      role: one.account.role,
      accountRole,
      sharesGroup: sharing.has(one.account.id),
      changedIt: one.account.id !== account.id && changers.has(one.account.id),
      anotherMay: false,
    }
    return { one, facts }
  })
  // Somebody whose phone cannot confirm leaves nobody locked out: "another may" means that another can.
  const anotherMay = standings.some(({ one, facts }) => one.canConfirm && !facts.changedIt && !whyNotAnswer(facts))
  return standings.map(({ one, facts }) => ({ ...one, whyNot: whyNotAnswer({ ...facts, anotherMay }), changedIt: facts.changedIt }))
}

/** Who may answer for this account now: all of them are told (RR-3). Nobody of them with a phone that confirms means that
 * nobody may answer: "Cannot confirm login" names the break-glass kit and `sparekey recover` then (RR-6). */
export async function whoMayAnswer(core: Pick<Core, 'clock' | 'config'>, db: Db | Tx, account: AccountRow): Promise<Answerer[]> {
  return (await answerersOf(core, db, account)).filter((one) => !one.whyNot)
}

/** True if a request of this account could be approved by somebody. */
export const somebodyMayApprove = (answerers: Answerer[]): boolean => answerers.some((one) => !one.whyNot && one.canConfirm)

/** Those who count where two are needed (RR-6). */
export const oneOfTwo = (answerers: Answerer[]): Answerer[] => answerers.filter((one) => !one.whyNot && one.canConfirm && !one.isNew)
