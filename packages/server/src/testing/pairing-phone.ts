import { createECDH, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { checkNumberOf, pairingInfo, pairingLabels, pairingTranscript } from '@sparekey/protocol/pairing-keys'
import { phoneActBytes, proofBytes } from '@sparekey/protocol/signed-bytes'
import { makePhoneKeys, type PhoneKeys } from './test-phone.ts'

// The phone's side of a pairing, written apart from the server's so that each is held to the other.

/** The answer of POST /api/phone/pairings/open. */
export interface Opened {
  pairing: string
  serverKey: string
}

/** A phone that pairs once. */
export interface PairingPhone extends PhoneKeys {
  agreeKey: string
  /** The body of POST /api/phone/pairings/scan.
   * @param secret the QR's token, or the last eight characters of the typed code */
  scan(opened: Opened, secret: string): { pairing: string; agreeKey: string; signKey: string; proof: string; name: string; system: string }
  /** What it expects as the answer, and the key of its verification code. */
  expects(opened: Opened, secret: string): { proof: string; checkNumber: string; otp: string }
  /** The body of POST /api/phone/token once it knows its device's id. */
  prove(
    origin: string,
    device: string,
    nonce: string,
    person?: boolean,
  ): { device: string; nonce: string; person: boolean; signature: string }
  /** The body of POST /api/phone/log-out. */
  logOut(origin: string, device: string, nonce: string, at: number): { device: string; at: number; nonce: string; signature: string }
}

const sha256 = (value: string | Uint8Array): Buffer => createHash('sha256').update(value).digest()

export function makePairingPhone(name = 'Ada’s phone', system = 'Android'): PairingPhone {
  const keys = makePhoneKeys()
  const ecdh = createECDH('prime256v1')
  const agreeKey = ecdh.generateKeys().toString('base64url')
  const compute = (opened: Opened, secret: string) => {
    const transcript = sha256(pairingTranscript({ ...opened, agreeKey, signKey: keys.signKey }))
    const shared = ecdh.computeSecret(Buffer.from(opened.serverKey, 'base64url'))
    const key = (label: string): Buffer => Buffer.from(hkdfSync('sha256', shared, sha256(secret), pairingInfo(label, transcript), 32))
    const proof = (side: string): string => createHmac('sha256', key(pairingLabels.confirm)).update(side).digest('base64url')
    return { proof, otp: key(pairingLabels.otp).toString('base64url'), checkNumber: checkNumberOf(transcript) }
  }
  return {
    ...keys,
    agreeKey,
    scan(opened, secret) {
      const proof = compute(opened, secret).proof('device')
      return { pairing: opened.pairing, agreeKey, signKey: keys.signKey, proof, name, system }
    },
    expects(opened, secret) {
      const computed = compute(opened, secret)
      return { proof: computed.proof('server'), checkNumber: computed.checkNumber, otp: computed.otp }
    },
    prove(origin, device, nonce, person = true) {
      return { device, nonce, person, signature: keys.sign(proofBytes({ origin, device, nonce, person })) }
    },
    logOut(origin, device, nonce, at) {
      const signature = keys.sign(phoneActBytes({ origin, device, act: 'log-out', subject: device, nonce, at }))
      return { device, at, nonce, signature }
    },
  }
}

/** A key that fits no pairing: well formed and unknown. */
export const strangeProof = (): string => randomBytes(32).toString('base64url')
