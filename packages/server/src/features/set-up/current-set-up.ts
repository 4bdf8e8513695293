import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import { days } from '../../kernel/clock.ts'
import { type AccountRow, getAccount, usableAddresses } from '../accounts/index.ts'
import { findNumber, isNumberTaken } from '../phone-numbers/index.ts'
import { standingOf } from '../policy/index.ts'
import { smsIsOn } from '../sms-gateways/index.ts'
import { findSigner } from '../trusted-devices/index.ts'
import { findOpen, type SetUpRow } from './set-up.store.ts'
import { type SetUpStep, setUpStep } from './set-up-step.ts'

/** A set-up that was left is taken up again within this time, ms; then it begins anew. */
const resumeFor = days(7)
/** After the deadline only a new invitation leads to the set-up (TD-9). ms */
const longAfterDeadline = days(30)

const linkStarts: readonly string[] = ['invitation', 'first-start', 'set-up-link']

/** The set-up as this session may see it. */
export interface CurrentSetUp {
  step: SetUpStep
  account: AccountRow
  /** Where the code goes, in full. */
  addresses: string[]
  /** Absent until the first step was taken, in this browser. */
  row: SetUpRow | undefined
  /** The phone that waits for the last step. */
  device: { id: string; name: string; system: string } | undefined
  /** Recovery codes are one of its steps. */
  codesAllowed: boolean
}

/** Reads where the set-up stands. It belongs to its account and its browser: what somebody with the password began in
 * another browser is never continued here (TD-9). */
export async function currentSetUp(core: Core, db: Db | Tx, session: CurrentSession): Promise<CurrentSetUp> {
  const now = core.clock.now()
  const account = await getAccount(db, session.accountId)
  const addresses = await usableAddresses(db, account.id)
  const open = await findOpen(db, account.id)
  const row = open?.browser_id === session.browserId && open.created_at > now - resumeFor ? open : undefined
  const signer = row?.device_id ? await findSigner(db, row.device_id) : undefined
  const device = signer?.state === 'ready' ? { id: signer.id, name: signer.name, system: signer.system } : undefined
  const { rules, deadline } = await standingOf(db, account, now)
  // RR-10: what let a suspended session in stands in for the confirmation of one complete set-up, and for the code to the address.
  const suspended = session.suspensionId !== null
  const anew = suspended || (session.access === 'set-up' && session.startedAs === 'set-up-link')
  const codesAllowed = rules.methods.includes('recovery-code')
  const step = setUpStep({
    done: account.two_factor_since !== null && !anew,
    byLink: suspended || linkStarts.includes(session.startedAs),
    longOverdue: deadline !== undefined && now > deadline + longAfterDeadline,
    canSendCode: core.config.mail !== undefined && addresses.length > 0,
    addressProved: row !== undefined && row.address_proved_at !== null,
    phoneReady: device !== undefined,
    numberPossible: smsIsOn(core) && rules.methods.includes('sms'),
    numberDone: await numberDone(db, row),
    codesAllowed,
  })
  return { step, account, addresses, row, device, codesAllowed }
}

/** Skipped, or proved and still free: a number that another account took meanwhile is asked for again. */
async function numberDone(db: Db | Tx, row: SetUpRow | undefined): Promise<boolean> {
  if (row?.number_id) {
    const number = await findNumber(db, row.number_id)
    return number !== undefined && number.replaced_at === null && !(await isNumberTaken(db, number))
  }
  return row !== undefined && row.number_skipped_at !== null
}
