/** Seconds that one verification code lives (VC-2). */
const stepSeconds = 30
const digits = 8

/** The step that a time falls in. @param at ms since 1970, by the server's clock */
export const stepOf = (at: number): number => Math.floor(at / 1000 / stepSeconds)

/** Whole seconds until the next step begins, 30 to 1. @param at ms since 1970, by the server's clock */
export const secondsLeftAt = (at: number): number => Math.ceil((stepOf(at) + 1) * stepSeconds - at / 1000)

/** The verification code of one step: RFC 6238 with HMAC-SHA-256 and 8 digits, truncated as in RFC 4226 §5.3. */
export async function verificationCode(key: CryptoKey, step: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(step))
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter.buffer))
  const offset = mac.getUint8(mac.byteLength - 1) & 15
  return String((mac.getUint32(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** As it is read aloud: two groups of four. */
export const inGroups = (code: string): string => `${code.slice(0, digits / 2)} ${code.slice(digits / 2)}`
