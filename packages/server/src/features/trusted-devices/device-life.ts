import type { Core, End } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { Refusal } from '../../kernel/errors.ts'
import { refused } from '../../kernel/outcome.ts'
import { limits } from '../policy/index.ts'
import { dropSubscriptions } from '../push/index.ts'
import { markAllRemoved, markHeld, markNotHeld, markRemoved, moveDevice } from './device-states.store.ts'
import { setUsed } from './device-use.store.ts'
import {
  countKept,
  findDevice,
  insertDevice,
  listElsewhere,
  listHeld,
  listKept,
  listOthers,
  listPaused,
  listUsable,
  lockAccount,
} from './trusted-devices.store.ts'

/** The devices that can confirm now: trusted, paired at this very address (OP-9), and not paused by a suspension (RR-10). */
export const usableDevices = (db: Db | Tx, q: { accountId: string; origin: string; now: Instant }) => listUsable(db, q)

/** The devices that a suspension paused until it ends: they confirm nothing but that they are back (RR-9). */
export const pausedDevices = (db: Db | Tx, q: { accountId: string; origin: string; now: Instant }) => listPaused(db, q)

/** What evidence is read from: every device that is trusted, held or blocked (RR-4). */
export const devicesOnRecord = (db: Db | Tx, accountId: string) => listKept(db, accountId)

/** The row of a device in any state, for checking what it signed. */
export const findSigner = (db: Db | Tx, deviceId: string) => findDevice(db, deviceId)

/** Trusted devices that another PUBLIC_URL made unusable, with their owners' logins: start and `doctor` name them (OP-9). */
export const devicesElsewhere = (core: Pick<Core, 'db' | 'config'>) => listElsewhere(core.db, core.config.origin)

/** Writes down that a device signed a decision, and whether a person did it or the app by itself. */
export async function markDeviceUsed(core: Pick<Core, 'clock'>, tx: Tx, deviceId: string, q: { person: boolean }): Promise<void> {
  await setUsed(tx, { id: deviceId, person: q.person, now: core.clock.now() })
}

/** A phone that scanned: it can do nothing until somebody at the computer says whose it is.
 * @throws Refusal bad_request if its key is in use: each pairing has keys of its own */
export async function addScannedDevice(
  core: Pick<Core, 'clock' | 'config'>,
  tx: Tx,
  q: { id: string; accountId: string; name: string; system: string; signKey: string; otpSealed: string },
): Promise<void> {
  const now = core.clock.now()
  const added = await insertDevice(tx, {
    id: q.id,
    account_id: q.accountId,
    name: q.name,
    system: q.system,
    sign_key: q.signKey,
    otp_sealed: q.otpSealed,
    otp_last_step: 0,
    state: 'scanned',
    trial: core.config.localhost ? 1 : 0,
    origin: core.config.origin,
    weak_until: 0,
    added_at: now,
    trusted_at: null,
    last_used_at: null,
    last_signed_at: now,
    last_person_at: now,
    ended_at: null,
    paused_until: null,
    blocked_at: null,
    blocked_by: null,
    held_at: null,
    held_from: null,
  })
  if (!added) throw new Refusal(refused('bad_request'))
}

/** "This is my phone" inside a set-up: it waits for the set-up's last step (TD-1). @returns false if it is over */
export async function makeDeviceReady(
  core: Pick<Core, 'live'>,
  tx: Tx,
  q: { id: string; accountId: string; weakUntil: Instant },
): Promise<boolean> {
  core.live.publish(`device:${q.id}`)
  return await moveDevice(tx, { id: q.id, account: q.accountId, from: 'scanned', to: 'ready', weakUntil: q.weakUntil })
}

/** Makes a device trusted: after "This is my phone", or at the last step of the set-up.
 * @param q.replaces leaves with it, so that the count stays
 * @returns false if it is not in the state it should come from
 * @throws Refusal too_many_devices, device_unknown if the one to replace is gone */
export async function trustDevice(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  q: { id: string; accountId: string; from: 'scanned' | 'ready'; weakUntil?: Instant; replaces?: string | null },
): Promise<boolean> {
  const now = core.clock.now()
  await lockAccount(tx, q.accountId)
  if (q.replaces && !(await removeDeviceRow(core, tx, { id: q.replaces, accountId: q.accountId }))) {
    throw new Refusal(refused('device_unknown'))
  }
  if ((await countKept(tx, q.accountId)) >= limits.maxDevices) throw new Refusal(refused('too_many_devices'))
  const weak = q.weakUntil === undefined ? {} : { weakUntil: q.weakUntil }
  const moved = await moveDevice(tx, { id: q.id, account: q.accountId, from: q.from, to: 'trusted', trustedAt: now, ...weak })
  core.live.publish(`device:${q.id}`)
  core.live.publish(`account:${q.accountId}`)
  return moved
}

/** Whether one more fits; begins by taking the account's row (TD-4). */
export async function mayAddDevice(tx: Tx, accountId: string): Promise<boolean> {
  await lockAccount(tx, accountId)
  return (await countKept(tx, accountId)) < limits.maxDevices
}

/** Ends one device: its token, its verification codes and its push address stop with this statement.
 * @returns false if the account has no such device */
export async function removeDeviceRow(core: Pick<Core, 'clock' | 'live'>, tx: Tx, q: { id: string; accountId: string }): Promise<boolean> {
  if (!(await markRemoved(tx, { id: q.id, account: q.accountId, now: core.clock.now() }))) return false
  await dropSubscriptions(tx, { device: q.id })
  core.live.publish(`device:${q.id}`)
  core.live.publish(`account:${q.accountId}`)
  return true
}

/** Ends every device of the account but one: a complete set-up begins anew. */
export async function removeOtherDevices(core: Pick<Core, 'clock' | 'live'>, tx: Tx, q: { accountId: string; but: string }): Promise<void> {
  for (const { id } of await listOthers(tx, q.accountId, q.but)) await removeDeviceRow(core, tx, { id, accountId: q.accountId })
}

/** "This wasn't me": devices added since then confirm nothing until two approvers allow it (AU-4). @returns how many */
export async function holdDevicesAddedSince(
  core: Pick<Core, 'clock' | 'live'>,
  tx: Tx,
  accountId: string,
  since: Instant,
): Promise<number> {
  core.live.publish(`account:${accountId}`)
  return await markHeld(tx, accountId, { since, now: core.clock.now() })
}

/** The devices that "This wasn't me" made unusable. */
export const heldDevices = (db: Db | Tx, accountId: string) => listHeld(db, accountId)

/** Two approvers allow it again (AU-4): it is what it was before. @returns false if it is not held */
export async function allowDevice(core: Pick<Core, 'live'>, tx: Tx, q: { id: string; accountId: string }): Promise<boolean> {
  core.live.publish(`device:${q.id}`)
  core.live.publish(`account:${q.accountId}`)
  return await markNotHeld(tx, { id: q.id, account: q.accountId })
}

/** Disabling or deleting an account ends its devices (EN-5). */
export const endDevices =
  (core: Pick<Core, 'clock' | 'live'>): End =>
  async (tx, account, act) => {
    if (act !== 'account-disabled') return
    await markAllRemoved(tx, account, core.clock.now())
    await dropSubscriptions(tx, { account })
    core.live.publish(`account:${account}`)
  }
