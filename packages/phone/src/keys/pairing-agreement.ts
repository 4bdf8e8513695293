import { checkNumberOf, pairingInfo, pairingLabels, pairingTranscript } from '@sparekey/protocol/pairing-keys'
import { fromBase64url, toBase64url } from './base64url.ts'
import { publicPoint } from './device-key.ts'

const agreement = { name: 'ECDH', namedCurve: 'P-256' } as const
const utf8 = (text: string) => new TextEncoder().encode(text)

/** What both sides hold after a pairing. `otp` and the proofs' key never leave WebCrypto; nothing here but `agreeKey`,
 * `signKey` and `proof` is sent. */
export interface AgreedKeys {
  agreeKey: string
  signKey: string
  otp: CryptoKey
  /** Shows the server that the phone read the code on the screen. */
  proof: string
  /** What the server must answer with. */
  serverProof: string
  checkNumber: string
}

/** The pair that one pairing uses up. */
export const makeAgreementPair = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey(agreement, false, ['deriveKey'])

/** Agrees on the keys of one pairing (see `pairing-keys` in the protocol).
 * @param secret what the phone was shown: the QR's token, or the last 8 characters of the typed code */
export async function agreeOnKeys(
  opened: { pairing: string; serverKey: string },
  secret: string,
  own: CryptoKeyPair,
  signPublic: CryptoKey,
): Promise<AgreedKeys> {
  const server = await crypto.subtle.importKey('raw', fromBase64url(opened.serverKey), agreement, false, [])
  const agreeKey = await publicPoint(own.publicKey)
  const signKey = await publicPoint(signPublic)
  const transcript = new Uint8Array(
    await crypto.subtle.digest('SHA-256', pairingTranscript({ pairing: opened.pairing, serverKey: opened.serverKey, agreeKey, signKey })),
  )
  // Straight to a key: the shared secret itself is never in script.
  const shared = await crypto.subtle.deriveKey({ name: 'ECDH', public: server }, own.privateKey, 'HKDF', false, ['deriveKey'])
  const salt = await crypto.subtle.digest('SHA-256', utf8(secret))
  const derive = (label: string) =>
    crypto.subtle.deriveKey(
      { name: 'HKDF', hash: 'SHA-256', salt, info: pairingInfo(label, transcript) },
      shared,
      { name: 'HMAC', hash: 'SHA-256', length: 256 },
      false,
      ['sign'],
    )
  const confirm = await derive(pairingLabels.confirm)
  const proofOf = async (side: 'device' | 'server') => toBase64url(await crypto.subtle.sign('HMAC', confirm, utf8(side)))
  return {
    agreeKey,
    signKey,
    otp: await derive(pairingLabels.otp),
    proof: await proofOf('device'),
    serverProof: await proofOf('server'),
    checkNumber: checkNumberOf(transcript),
  }
}
