import { clockTroubles, noticedTroubles, troubleText } from '../../features/clock-watch/index.ts'
import type { Check } from './finding.ts'

/** How long codes, links and suspensions live is decided by this clock: whether it agrees with the database's and with what was recorded,
 * and what the running service noticed of it. */
export const checkClock: Check = async ({ core }) => {
  const now = await clockTroubles(core)
  const noticed = await noticedTroubles(core, core.db)
  const all = [...now, ...noticed.filter((before) => !now.some((one) => one.kind === before.kind))]
  if (all.length === 0) return [{ state: 'ok', says: 'it agrees with the database, and nothing there comes from the future' }]
  return all.map((one) => ({ state: 'bad', says: troubleText(one) }))
}
