import { days } from '../../kernel/clock.ts'
import { openPlaces } from '../../kernel/places.ts'
import type { Check, Finding } from './finding.ts'

/** Blocks of addresses move: data that is older is wrong more often than it need be. ms */
const oldAfter = days(180)

/** Opens the database of places as the service would, and says how old its data is. */
export const checkPlaces: Check = async ({ core }) => {
  const file = core.config.geoDatabase
  if (file === 'off')
    return [{ state: 'hint', says: 'none: addresses are shown, and compared, without their country. See GEO_DATABASE_FILE' }]
  try {
    const { made } = await openPlaces(file)
    const says = `${file}, as of ${made.toISOString().slice(0, 10)}`
    return [made.getTime() < core.clock.now() - oldAfter ? old(says) : { state: 'ok', says }]
  } catch {
    return [{ state: 'bad', says: `${file} cannot be read: no place is known. See GEO_DATABASE_FILE` }]
  }
}

const old = (says: string): Finding => ({ state: 'hint', says: `${says}, which is old: put newer data in its place` })
