// Plain JavaScript, as everything that runs before the code cache is there: for whatever is not in it Node loads its translator of
// TypeScript, and 20 MB of memory stay with that (ADR 0032).

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { constants, enableCompileCache } from 'node:module'
import { join } from 'node:path'

const packages = join(import.meta.dirname, '../../..')
const folder = join(packages, '../node_modules/.cache/sparekey')
// Code compiled with other flags is other code.
const flags = createHash('sha256').update(process.execArgv.join('\0')).digest('hex').slice(0, 8)
const stamp = join(folder, `filled-${flags}`)

/** What lies there is run as ours: it is used only if it belongs to this system account, and nobody else can write to it. */
function isOurs() {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { uid, mode } = statSync(folder)
    return process.platform === 'win32' || (uid === process.getuid?.() && (mode & 0o022) === 0)
  } catch {
    // An installation that cannot be written to: it starts without.
    return false
  }
}

/** Keeps compiled code between starts, inside the installation: Node's own place for it is a folder that all accounts of the
 * machine can write to.
 * @returns whether there is such a cache now */
export function useCodeCache() {
  if (!isOurs()) return false
  const { status } = enableCompileCache(folder)
  return status === constants.compileCacheStatus.ENABLED || status === constants.compileCacheStatus.ALREADY_ENABLED
}

/** Changes with each source, and with what compiles them. */
function sourcesNow() {
  const hash = createHash('sha256').update([packages, process.version, process.arch].join('\0'))
  for (const part of ['server/src', 'protocol/src']) {
    for (const entry of readdirSync(join(packages, part), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(?:js|ts)$/.test(entry) || entry.endsWith('.test.ts')) continue
      const { mtimeMs, size } = statSync(join(packages, part, entry))
      hash.update(`${part}/${entry}\0${mtimeMs}\0${size}\0`)
    }
  }
  return hash.digest('hex')
}

/** Whether the cache was filled from the sources as they are.
 * @param {string} now */
function isFilled(now) {
  try {
    return readFileSync(stamp, 'utf8') === now
  } catch {
    return false
  }
}

/** Uses the cache, and has a process of its own fill it first where sources changed: what translating takes is gone with it. */
export function useFilledCodeCache() {
  if (!useCodeCache()) return
  const now = sourcesNow()
  if (isFilled(now)) return
  const filled = spawnSync(process.execPath, [...process.execArgv, join(import.meta.dirname, 'fill-code-cache.js')], { stdio: 'ignore' })
  // If it could not, the start itself says why.
  if (filled.status === 0) writeFileSync(stamp, now)
}
