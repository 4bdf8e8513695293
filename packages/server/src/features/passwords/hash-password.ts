import { hash, verify } from '@node-rs/argon2'
import type { Core } from '../../core.ts'
import { passwordText } from './password-text.ts'

type HashCore = Pick<Core, 'secrets' | 'config' | 'hashing' | 'random'>

/** argon2id (what the library takes unless told otherwise) with a pepper that lives outside the database (DESIGN §3). The id of the pepper's key stands before the PHC
 * text, `k1$argon2id$…`, so that keys can be changed one after the other.
 * @throws AppError 503 busy */
export async function hashPassword(core: HashCore, password: string): Promise<string> {
  const keyId = core.secrets.currentKey
  const { memory, passes } = core.config.hashing
  const phc = await core.hashing.run(() =>
    hash(passwordText(password), {
      memoryCost: memory,
      timeCost: passes,
      parallelism: 1,
      salt: core.random.bytes(16),
      secret: core.secrets.pepper(keyId),
    }),
  )
  return `${keyId}${phc}`
}

/** A text that no password fits and that costs as much to check as a real one, for logins that do not exist (SI-1). */
function nobodysHash(core: HashCore): string {
  const { memory, passes } = core.config.hashing
  const part = (size: number): string => Buffer.from(core.random.bytes(size)).toString('base64').replaceAll('=', '')
  return `${core.secrets.currentKey}$argon2id$v=19$m=${memory},t=${passes},p=1$${part(16)}$${part(32)}`
}

/** Whether this is the password. The whole of it counts (N-05). An account without one costs the same and is false.
 * @throws AppError 503 busy */
export async function verifyPassword(core: HashCore, stored: string | null, password: string): Promise<boolean> {
  const text = stored ?? nobodysHash(core)
  const cut = text.indexOf('$')
  const secret = core.secrets.pepper(text.slice(0, cut))
  const fits = await core.hashing.run(() => verify(text.slice(cut), passwordText(password), { secret }))
  return fits && stored !== null
}
