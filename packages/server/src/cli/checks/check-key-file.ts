import { existsSync } from 'node:fs'
import { keyFileOf, keysAreOpen } from '../../config/index.ts'
import type { Check } from './finding.ts'

/** That the keys fit the database is known by now: nothing was opened otherwise. */
export const checkKeyFile: Check = async ({ core }) => {
  const { dataDir } = core.config
  if (!existsSync(keyFileOf(dataDir))) return [{ state: 'ok', says: 'they come from the configuration and fit the database' }]
  if (keysAreOpen(dataDir)) return [{ state: 'bad', says: `others on this machine can read them: chmod 600 ${keyFileOf(dataDir)}` }]
  return [{ state: 'ok', says: 'they fit the database, and only this system account can read them' }]
}
