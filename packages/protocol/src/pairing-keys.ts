/** What both sides of a pairing compute. The verification-code key is agreed, never sent: it is in no QR and on no wire (VC-3).
 *
 *   Z          = ECDH(P-256) of the server's one-time key and the phone's one-time key
 *   transcript = SHA-256 of pairingTranscript(…)
 *   salt       = SHA-256 of the secret that the phone was shown: the QR's token, or the last 8 characters of the typed code
 *   key(label) = HKDF-SHA-256(Z, salt, label ‖ 0 ‖ transcript, 32 bytes)
 *
 * Proofs: the phone sends HMAC-SHA-256(key('sparekey confirm'), 'device'), the server answers with the same over 'server'.
 * Verification codes: HMAC-SHA-256 key('sparekey otp'), 8 digits, 30 s (VC-2).
 * Check number: see `checkNumberOf`.
 */
export const pairingLabels = { confirm: 'sparekey confirm', otp: 'sparekey otp' } as const

export const pairingTranscript = (p: { pairing: string; serverKey: string; agreeKey: string; signKey: string }): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(JSON.stringify(['sparekey-pairing-1', p.pairing, p.serverKey, p.agreeKey, p.signKey]))

/** HKDF's info: the label, a zero byte, the transcript's digest. */
export function pairingInfo(label: string, transcriptDigest: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(label)
  const info = new Uint8Array(name.length + 1 + transcriptDigest.length)
  info.set(name)
  info.set(transcriptDigest, name.length + 1)
  return info
}

/** The six digits that both screens show, from the transcript's digest: a man in between shows another number. */
export function checkNumberOf(transcriptDigest: Uint8Array): string {
  const view = new DataView(transcriptDigest.buffer, transcriptDigest.byteOffset, transcriptDigest.byteLength)
  return String(view.getUint32(0) % 1_000_000).padStart(6, '0')
}

/** The QR: `https://HOST/app/#pair.TOKEN`, with TOKEN 16 random bytes as base64url (22 characters). */
export const pairingUrl = (publicUrl: string, token: string): string => `${publicUrl}/app/#pair.${token}`
/** "Scan instead": `https://HOST/app/#prompt.PROMPT.VALUE`, with VALUE 16 bytes as base64url (22 characters). */
export const scanUrl = (publicUrl: string, prompt: string, value: string): string => `${publicUrl}/app/#prompt.${prompt}.${value}`

export type PhoneLink = { kind: 'pair'; token: string } | { kind: 'prompt'; prompt: string; value: string }

/** Reads what a camera saw. Undefined for anything that is not one of ours, or of another site. */
export function readPhoneLink(text: string, origin: string): PhoneLink | undefined {
  if (!text.startsWith(`${origin}/app/#`)) return undefined
  const [kind, first = '', second = ''] = text.slice(origin.length + 6).split('.')
  if (kind === 'pair' && /^[\w-]{22}$/.test(first)) return { kind, token: first }
  if (kind === 'prompt' && /^prm_[\w-]{22}$/.test(first) && /^[\w-]{22}$/.test(second)) return { kind, prompt: first, value: second }
  return undefined
}
