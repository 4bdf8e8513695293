import type { RefusalCode } from '@sparekey/protocol/errors'
import type { Core } from '../../core.ts'
import type { Tx } from '../../db/transaction.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { newId } from '../../kernel/random.ts'
import { lockAccount } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { makeDeviceReady, removeDeviceRow } from '../trusted-devices/index.ts'
import { type CurrentSetUp, currentSetUp } from './current-set-up.ts'
import { findOpen, insertSetUp, markEnded, type SetUpRow, setDevice, setSession } from './set-up.store.ts'
import type { SetUpStep } from './set-up-step.ts'

/** Why a step is not open, by the step that the set-up stands at. */
const notYet: Record<SetUpStep, RefusalCode> = {
  done: 'set_up_done',
  blocked: 'set_up_needs_invitation',
  address: 'address_not_proved',
  phone: 'set_up_not_ready',
  number: 'set_up_not_ready',
  codes: 'set_up_not_ready',
  finish: 'set_up_not_ready',
}

/** Steps that were taken already and can be taken again, by where the set-up stands. */
const reachable = {
  address: [],
  phone: ['number', 'codes', 'finish'],
  number: ['codes', 'finish'],
  codes: [],
  finish: [],
} as const satisfies Partial<Record<SetUpStep, SetUpStep[]>>

/** Opens this browser's set-up, or takes it up again, for one of its steps. One that was begun in another browser ends.
 * A phone can be paired anew until the last step, in place of the one that waits, and a number entered anew.
 * @throws Refusal set_up_done, set_up_needs_invitation, address_not_proved, set_up_not_ready */
export async function openSetUp(
  core: Core,
  tx: Tx,
  session: CurrentSession,
  q: { step: keyof typeof reachable; ip: string },
): Promise<CurrentSetUp & { row: SetUpRow }> {
  // Two browsers may begin at once: the second sees what the first committed.
  await lockAccount(tx, session.accountId)
  const current = await currentSetUp(core, tx, session)
  const fits = current.step === q.step || (reachable[q.step] as readonly SetUpStep[]).includes(current.step)
  if (!fits) throw new Refusal(refused(notYet[current.step]))
  if (!current.row) return { ...current, row: await begin(core, tx, session, q.ip) }
  if (current.row.session_id !== session.id) await setSession(tx, current.row.id, session.id)
  return { ...current, row: current.row }
}

async function begin(core: Core, tx: Tx, session: CurrentSession, ip: string): Promise<SetUpRow> {
  const before = await findOpen(tx, session.accountId)
  if (before) await endSetUp(core, tx, before)
  const row: SetUpRow = {
    id: newId(core.random, 'sup'),
    account_id: session.accountId,
    browser_id: session.browserId,
    session_id: session.id,
    state: 'open',
    address_proved_at: null,
    code_mac: null,
    code_tries: 0,
    code_expires_at: null,
    code_sent_at: null,
    device_id: null,
    code_set_id: null,
    number_id: null,
    number_skipped_at: null,
    created_at: core.clock.now(),
    completed_at: null,
  }
  await insertSetUp(tx, row)
  await record(core, tx, {
    act: 'set_up_begun',
    actor: { kind: 'account', id: session.accountId },
    account: session.accountId,
    from: { ip, session: session.id, browser: session.browserId },
  })
  return row
}

/** Ends an unfinished set-up; nothing of it ever counted. */
export async function endSetUp(core: Pick<Core, 'clock' | 'live'>, tx: Tx, row: SetUpRow): Promise<void> {
  if (!(await markEnded(tx, row.id))) return
  if (row.device_id) await removeDeviceRow(core, tx, { id: row.device_id, accountId: row.account_id })
}

/** "This is my phone": it waits for the last step, in place of one that waited before.
 * @throws Refusal pairing_over if the phone is gone, and what {@link openSetUp} refuses */
export async function phoneReady(
  core: Core,
  tx: Tx,
  session: CurrentSession,
  q: { device: string; weakUntil: Instant; ip: string },
): Promise<void> {
  const { row } = await openSetUp(core, tx, session, { step: 'phone', ip: q.ip })
  if (row.device_id) await removeDeviceRow(core, tx, { id: row.device_id, accountId: session.accountId })
  const ready = await makeDeviceReady(core, tx, { id: q.device, accountId: session.accountId, weakUntil: q.weakUntil })
  if (!ready || !(await setDevice(tx, row.id, q.device))) throw new Refusal(refused('pairing_over'))
  await record(core, tx, {
    act: 'device_ready',
    actor: { kind: 'account', id: session.accountId },
    account: session.accountId,
    detail: { device: q.device },
    from: { ip: q.ip, session: session.id, browser: session.browserId },
  })
}
