import type { Core } from '../../core.ts'
import { inTransaction } from '../../db/transaction.ts'
import { Refusal } from '../../kernel/errors.ts'
import { done, type Outcome, refused } from '../../kernel/outcome.ts'
import { readPoint } from '../../kernel/p256.ts'
import { newId } from '../../kernel/random.ts'
import { sameSecret } from '../../kernel/secrets.ts'
import { record } from '../audit/index.ts'
import { addScannedDevice, findSigner, plainName } from '../trusted-devices/index.ts'
import { keyPlace, pairingLife } from './begin-pairing.ts'
import { codeTries, whyOver } from './open-pairing.ts'
import { type Agreed, agreePairing } from './pairing-agreement.ts'
import { codeOf, tokenOf } from './pairing-secrets.ts'
import { countTry, findPairing, markScanned, type PairingRow } from './pairings.store.ts'

export interface Scan {
  pairing: string
  agreeKey: string
  signKey: string
  proof: string
  name: string
  system: string
  ip: string
}

export interface ScannedPairing {
  device: string
  proof: string
  checkNumber: string
}

/** A phone gives its keys and shows by its proof that it saw the QR or the code. The first one wins; it stays powerless
 * until "This is my phone" is pressed at the computer (TD-2). */
export async function scanPairing(core: Core, scan: Scan): Promise<Outcome<ScannedPairing>> {
  const agreePoint = readPoint(scan.agreeKey)
  const name = plainName(scan.name)
  const system = plainName(scan.system)
  if (!agreePoint || !readPoint(scan.signKey) || !name || !system) return refused('bad_request')
  const pairing = await findPairing(core.db, scan.pairing)
  if (!pairing) return refused('pairing_over')
  const over = whyOver(core, pairing)
  if (over) return (await sameScanAgain(core, pairing, scan, agreePoint)) ?? over

  const agreed = await proved(core, pairing, scan, agreePoint)
  if (!agreed) return refused('pairing_code_wrong')
  return await win(core, pairing, { ...scan, name, system }, agreed)
}

function agreeWith(core: Core, pairing: PairingRow, scan: Scan, agreePoint: Uint8Array, secret: string): Agreed {
  const { signKey, agreeKey } = scan
  const serverPrivate = core.secrets.open(keyPlace(pairing.id), pairing.server_key_sealed)
  return agreePairing({ pairing: pairing.id, serverKey: pairing.server_key, serverPrivate, agreeKey, agreePoint, signKey, secret })
}

/** What was agreed, if the phone's proof fits the QR's token or, counted before it is looked at, the typed code. */
async function proved(core: Core, pairing: PairingRow, scan: Scan, agreePoint: Uint8Array): Promise<Agreed | undefined> {
  const byToken = agreeWith(core, pairing, scan, agreePoint, tokenOf(core, pairing.id))
  if (sameSecret(byToken.deviceProof, scan.proof)) return byToken
  if (!(await countTry(core.db, pairing.id, codeTries))) return undefined
  const byCode = agreeWith(core, pairing, scan, agreePoint, codeOf(core, pairing.id).secret)
  return sameSecret(byCode.deviceProof, scan.proof) ? byCode : undefined
}

/** One conditional update decides who is first. */
async function win(core: Core, pairing: PairingRow, scan: Scan, agreed: Agreed): Promise<Outcome<ScannedPairing>> {
  const device = newId(core.random, 'dev')
  const { checkNumber } = agreed
  const now = core.clock.now()
  return await inTransaction<Outcome<ScannedPairing>>(core.db, async (tx) => {
    // Comparing the numbers has its own time: the QR's may be nearly over.
    const won = await markScanned(tx, { id: pairing.id, device, checkNumber, now, until: now + pairingLife })
    if (!won) throw new Refusal(refused('pairing_used'))
    await addScannedDevice(core, tx, {
      id: device,
      accountId: pairing.account_id,
      name: scan.name,
      system: scan.system,
      signKey: scan.signKey,
      otpSealed: core.secrets.seal(otpPlace(device), agreed.otp),
    })
    await record(core, tx, {
      act: 'pairing_scanned',
      actor: { kind: 'device', id: device },
      account: pairing.account_id,
      detail: { pairing: pairing.id, device },
      from: { ip: scan.ip },
    })
    core.live.publish(`pairing:${pairing.id}`)
    return done({ device, proof: agreed.serverProof, checkNumber })
  })
}

/** The same phone with the same keys asks again, because the answer was lost on its way: it gets it again. */
async function sameScanAgain(
  core: Core,
  pairing: PairingRow,
  scan: Scan,
  agreePoint: Uint8Array,
): Promise<Outcome<ScannedPairing> | undefined> {
  if (pairing.state !== 'scanned' || !pairing.device_id || pairing.expires_at <= core.clock.now()) return undefined
  const device = await findSigner(core.db, pairing.device_id)
  if (device?.sign_key !== scan.signKey || device.state !== 'scanned') return undefined
  const otp = core.secrets.open(otpPlace(device.id), device.otp_sealed)
  for (const secret of [tokenOf(core, pairing.id), codeOf(core, pairing.id).secret]) {
    const agreed = agreeWith(core, pairing, scan, agreePoint, secret)
    if (!sameSecret(agreed.otp, otp) || !sameSecret(agreed.deviceProof, scan.proof)) continue
    return done({ device: device.id, proof: agreed.serverProof, checkNumber: agreed.checkNumber })
  }
  return undefined
}

/** Where the key of a device's verification code belongs. */
const otpPlace = (device: string) => ({ table: 'device', column: 'otp_sealed', row: device })
