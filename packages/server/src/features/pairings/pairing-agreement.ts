import { createHash, createHmac, hkdfSync } from 'node:crypto'
import { checkNumberOf, pairingInfo, pairingLabels, pairingTranscript } from '@sparekey/protocol/pairing-keys'
import { agree } from '../../kernel/p256.ts'

/** The server's side of what both ends compute (protocol/pairing-keys). The verification-code key never travels (VC-3). */
export interface Agreed {
  /** What the phone must have sent, and what we answer, base64url. */
  deviceProof: string
  serverProof: string
  /** Key of the verification code, 32 bytes, base64url. */
  otp: string
  checkNumber: string
}

const sha256 = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest()
const hmac = (key: Uint8Array, text: string): string => createHmac('sha256', key).update(text).digest('base64url')

/** @param q.agreePoint the phone's one-time key, known to lie on the curve
 * @param q.secret the QR's token, or the eight secret characters of the typed code */
export function agreePairing(q: {
  pairing: string
  serverKey: string
  serverPrivate: string
  agreeKey: string
  agreePoint: Uint8Array
  signKey: string
  secret: string
}): Agreed {
  const transcript = sha256(pairingTranscript(q))
  const shared = agree(q.serverPrivate, q.agreePoint)
  const salt = sha256(q.secret)
  const key = (label: string): Buffer => Buffer.from(hkdfSync('sha256', shared, salt, pairingInfo(label, transcript), 32))
  const confirm = key(pairingLabels.confirm)
  return {
    deviceProof: hmac(confirm, 'device'),
    serverProof: hmac(confirm, 'server'),
    otp: key(pairingLabels.otp).toString('base64url'),
    checkNumber: checkNumberOf(transcript),
  }
}
