import { localPlace } from '@sparekey/protocol/place'
import { isLocal } from '../kernel/network.ts'
import type { Places } from '../kernel/places.ts'

/** Places that tests name themselves, ready at once.
 * @param known by how addresses begin, as `{ '198.51.100.': 'PT' }` */
export const playedPlaces = (known: Record<string, string>): Places => ({
  ready: async () => {},
  of: (ip) => (isLocal(ip) ? localPlace : Object.entries(known).find(([begin]) => ip.startsWith(begin))?.[1]),
})
