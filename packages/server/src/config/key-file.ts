import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type KeyPair, newKeyPair } from '../kernel/p256.ts'
import type { Random } from '../kernel/random.ts'
import type { KeyRing } from '../kernel/secrets.ts'

/** Everything that must never lie in the database. */
export interface InstallationKeys extends KeyRing {
  /** Identifies us to push services (RFC 8292). */
  vapid: KeyPair
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')

/** Keys of a new installation. */
export function makeKeys(random: Random): InstallationKeys {
  const current = `k${base64url(random.bytes(4)).replace(/[^A-Za-z0-9]/g, '0')}`
  return { current, keys: { [current]: base64url(random.bytes(32)) }, vapid: newKeyPair(random) }
}

const isText = (value: unknown): value is string => typeof value === 'string'
const bytesIn = (value: unknown): number => (isText(value) ? Buffer.from(value, 'base64url').length : 0)

/** @throws with a sentence that names `where` if the text is no key file */
export function parseKeys(text: string, where: string): InstallationKeys {
  let content: Partial<InstallationKeys> | null
  try {
    content = JSON.parse(text) as Partial<InstallationKeys> | null
  } catch {
    throw new Error(`${where} is damaged: it is not valid JSON. Restore it from a backup.`)
  }
  const { current, keys, vapid } = content ?? {}
  if (!isText(current) || typeof keys !== 'object' || keys === null || bytesIn(keys[current]) !== 32) {
    throw new Error(`${where} is damaged: its current key is missing. Restore it from a backup.`)
  }
  for (const [id, key] of Object.entries(keys)) {
    if (!/^[A-Za-z0-9]+$/.test(id) || bytesIn(key) !== 32) throw new Error(`${where} is damaged: key ${id} is not 32 bytes.`)
  }
  if (bytesIn(vapid?.publicKey) !== 65 || bytesIn(vapid?.privateKey) !== 32) {
    throw new Error(`${where} is damaged: its vapid keys are missing. Restore it from a backup.`)
  }
  return { current, keys, vapid: vapid as KeyPair }
}

export const keyFileOf = (dataDir: string): string => join(dataDir, 'keys.json')

/** Puts the file there whole or not at all, readable by us alone, and never over another one. */
function writeOnce(file: string, text: string): void {
  const partial = `${file}.${process.pid}.new`
  const handle = openSync(partial, 'wx', 0o600)
  try {
    writeSync(handle, text)
    fsyncSync(handle)
    closeSync(handle)
    linkSync(partial, file)
  } finally {
    rmSync(partial, { force: true })
  }
}

const isTaken = (error: unknown): boolean => (error as { code?: unknown }).code === 'EEXIST'

/** The keys of this installation, made at its first start.
 * @param given their text, where they come from the environment
 * @throws with a sentence for the operator; also where the file is gone but the database beside it is there, because new
 * keys would open nothing of it */
export function readKeyRing(dataDir: string, random: Random, given?: string): InstallationKeys {
  if (given) return parseKeys(given, 'SPAREKEY_KEYS')
  const file = keyFileOf(dataDir)
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'sparekey.db'))) {
      throw new Error(`${file} is gone, but there is a database beside it that only these keys open. Restore the file from a backup.`)
    }
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    try {
      writeOnce(file, `${JSON.stringify(makeKeys(random), null, 2)}\n`)
    } catch (error) {
      // Another process of the same first start was faster: its keys are the keys.
      if (!isTaken(error)) throw new Error(`The keys could not be written to ${file}: ${(error as Error).message}`, { cause: error })
    }
  }
  return parseKeys(readFileSync(file, 'utf8'), file)
}

/** True if others on this machine can read the key file; false where the system has no such modes. */
export const keysAreOpen = (dataDir: string): boolean =>
  process.platform !== 'win32' && existsSync(keyFileOf(dataDir)) && (statSync(keyFileOf(dataDir)).mode & 0o077) !== 0
