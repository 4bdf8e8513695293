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
  const fits = await core.hashing.run(async () => {
    const right = await verify(text.slice(cut), passwordText(password), { secret })
    await fillUp(core, text)
    return right
  })
  return fits && stored !== null
}

interface Cost {
  /** KiB */
  memory: number
  passes: number
}

function costOf(stored: string): Cost | undefined {
  const [, memory, passes] = /\$m=(\d+),t=(\d+),p=1\$/.exec(stored) ?? []
  return memory && passes ? { memory: Number(memory), passes: Number(passes) } : undefined
}

/** The least memory that argon2 works with, KiB. */
const least = 8

/** What a hash of an older, lower cost saved is spent after it, so that its check takes as long as that of a login which does not exist
 * (SI-1): the work of argon2 is its memory times its passes. */
async function fillUp(core: HashCore, stored: string): Promise<void> {
  const missing = missingWork(stored, core.config.hashing)
  if (missing) await hash('', { memoryCost: missing.memory, timeCost: missing.passes, parallelism: 1, salt: core.random.bytes(16) })
}

/** The cost of a hash that is as much work as a stored one saves against what a hash costs now; undefined where it saves none. */
export function missingWork(stored: string, now: Cost): Cost | undefined {
  const cost = costOf(stored)
  const memory = cost ? Math.floor((now.memory * now.passes - cost.memory * cost.passes) / now.passes) : 0
  return memory >= least ? { memory, passes: now.passes } : undefined
}

/** Whether a stored hash is cheaper to guess at than one of today, or under a key that is no longer the current one (N-08). One that is
 * dearer in either way stays: costs are only ever raised. */
export function isOutdated(core: Pick<Core, 'config' | 'secrets'>, stored: string): boolean {
  const { memory, passes } = core.config.hashing
  const cost = costOf(stored)
  if (!cost || cost.memory > memory || cost.passes > passes) return false
  return cost.memory < memory || cost.passes < passes || !stored.startsWith(`${core.secrets.currentKey}$`)
}
