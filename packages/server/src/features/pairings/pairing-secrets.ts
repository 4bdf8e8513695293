import { crockford } from '@sparekey/protocol/crockford'
import type { Core } from '../../core.ts'

// What the computer shows for a pairing is derived from the pairing's id, so that a refresh shows it again and no column
// holds it (DESIGN §3): whoever reads the database alone can show neither.

type Keys = Pick<Core, 'secrets'>

/** What the QR carries: 128 bits, 22 characters. */
export const tokenOf = (core: Keys, pairing: string): string =>
  Buffer.from(core.secrets.mac('pairing-token', pairing)).subarray(0, 16).toString('base64url')

/** What is typed by hand instead: 12 characters. Four say which pairing, eight are its secret. */
export function codeOf(core: Keys, pairing: string): { id: string; secret: string } {
  const mac = core.secrets.mac('pairing-code', pairing)
  const text = Array.from(mac.subarray(0, 12), (byte) => crockford.alphabet[byte & 31]).join('')
  return { id: text.slice(0, 4), secret: text.slice(4) }
}

/** How the secret part of a typed code is kept. */
export const codeMac = (core: Keys, pairing: string, secret: string): string =>
  Buffer.from(core.secrets.mac('pairing-code', pairing, secret)).toString('base64url')

/** The two parts of what was typed, or undefined where it cannot be a pairing code. */
export function readTypedCode(typed: string): { id: string; secret: string } | undefined {
  const text = crockford.normalise(typed)
  return text?.length === 12 ? { id: text.slice(0, 4), secret: text.slice(4) } : undefined
}
