import { crockford } from '@sparekey/protocol/crockford'
import type { PhoneMe } from '@sparekey/protocol/phone'
import type { Outcome, Refused } from '../api/outcome.ts'
import { logOutDevice } from '../api/phone-act.ts'
import { phoneApi } from '../api/phone-api.ts'
import { serverNow } from '../api/server-clock.ts'
import { makeDeviceKey } from '../keys/device-key.ts'
import { agreeOnKeys, makeAgreementPair } from '../keys/pairing-agreement.ts'
import type { PairingSecret, ScannedPhone } from '../state/screen.ts'
import {
  completePairing,
  dropPairing,
  keepPairing,
  readAccounts,
  removeAccount,
  type StoredAccount,
  type StoredPairing,
} from '../storage/accounts.ts'
import { canKeepKeys } from '../storage/probe.ts'
import { describePhone } from './describe-phone.ts'

/** Characters of a typed pairing code, and those of them that the keys depend on (TD-2). */
const codeLength = 12
const secretLength = 8

/** A typed pairing code as the service takes it, or undefined if it cannot be one. */
export function readPairingCode(typed: string): string | undefined {
  const code = crockford.normalise(typed)
  return code?.length === codeLength ? code : undefined
}

/** What goes into the keys: the QR's token, or the end of the typed code, whose beginning only names the pairing. */
export const secretOf = (secret: PairingSecret): string => ('token' in secret ? secret.token : secret.code.slice(-secretLength))

export type Begun =
  | { ok: true; pairing: ScannedPhone }
  /** `no-keys`: this browser cannot keep any. `impostor`: the server could not prove that it knows the code. */
  | { ok: false; why: 'no-keys' }
  | { ok: false; why: 'impostor' }
  | { ok: false; why: 'refused'; refused: Refused }

const refusedBy = (refused: Refused): Begun => ({ ok: false, why: 'refused', refused })

/** Asks the browser to spare this site when it makes room. Some ask the person and wait, so nothing waits for it here; where
 * the answer is no, the keys are at greater risk, not useless. */
function askToPersist(): void {
  navigator.storage?.persist?.().catch(() => false)
}

/** Makes the keys, keeps them, and shows the server their public halves. The server hears of them only once they are on the
 * disk; the pairing then waits for "This is my phone" on the computer. */
export async function beginPairing(secret: PairingSecret): Promise<Begun> {
  if (!(await canKeepKeys())) return { ok: false, why: 'no-keys' }
  askToPersist()
  const opened = await phoneApi.openPairing(secret)
  if (!opened.ok) return refusedBy(opened)
  const { pairing, siteName } = opened.value
  const sign = await makeDeviceKey()
  const agreed = await agreeOnKeys(opened.value, secretOf(secret), await makeAgreementPair(), sign.publicKey)
  const { otp, checkNumber, agreeKey, signKey, proof } = agreed
  const kept: StoredPairing = { pairing, siteName, checkNumber, sign: sign.privateKey, otp, startedAt: Date.now() }
  await keepPairing(kept)
  const scanned = await phoneApi.scanPairing({ pairing, agreeKey, signKey, proof, ...(await describePhone(navigator)) })
  if (!scanned.ok || scanned.value.proof !== agreed.serverProof) {
    await dropPairing(pairing)
    return scanned.ok ? { ok: false, why: 'impostor' } : refusedBy(scanned)
  }
  const { device } = scanned.value
  await keepPairing({ ...kept, device })
  return { ok: true, pairing: { ...kept, device } }
}

/** How a pairing stands on the computer. */
export type Progress = { state: 'waiting' } | { state: 'ended' } | { state: 'done'; me: PhoneMe; login: string; name: string }

/** Reads the answer to "who am I?" of a phone that waits for its pairing. */
export function progressOf(answer: Outcome<PhoneMe>): Progress {
  if (!answer.ok) {
    const over = answer.code === 'device_unknown' || answer.code === 'sign_in_needed'
    return { state: over ? 'ended' : 'waiting' }
  }
  const me = answer.value
  if (me.state === 'removed' || me.state === 'blocked') return { state: 'ended' }
  if (me.state === 'scanned' || !me.account) return { state: 'waiting' }
  return { state: 'done', me, login: me.account.login, name: me.account.name }
}

/** An older pairing of the same account on this same phone has had its day once the new one counts: two entries for one phone
 * would confuse everybody. What the server could not be told stays, to be logged out by hand. */
export async function dropOlderPairings(account: StoredAccount): Promise<void> {
  if (account.state !== 'trusted') return
  const { accounts } = await readAccounts()
  for (const older of accounts.filter((one) => one.account === account.account && one.device !== account.device)) {
    const told = await logOutDevice(older)
    if (told.ok || told.code === 'device_unknown') await removeAccount(older.device)
  }
}

/** The computer said "This is my phone": the pairing becomes an account of this phone. */
export async function finishPairing(pairing: ScannedPhone, me: PhoneMe): Promise<StoredAccount> {
  if (!me.account) throw new Error('a paired phone has an account')
  const account: StoredAccount = {
    device: pairing.device,
    account: me.account.id,
    login: me.account.login,
    name: me.account.name,
    siteName: me.siteName,
    sign: pairing.sign,
    otp: pairing.otp,
    pairedAt: serverNow(),
    state: me.state,
  }
  await completePairing(pairing.pairing, account)
  return account
}
