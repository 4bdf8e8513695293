import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { localPlace } from '@sparekey/protocol/place'
import type { Log } from './log.ts'
import { isLocal, plainAddress } from './network.ts'

/** Where addresses lie, by data on this machine: no address is ever sent anywhere to learn it (ADR 0028). */
export interface Places {
  /** Reads the data, once. What cannot be read leaves places unknown and fails nobody. */
  ready(): Promise<void>
  /** The place of an address as it travels (`protocol/place.ts`); undefined where it is not known, or before the data was read. */
  of(ip: string): string | undefined
}

/** Of MaxMind's data, of DB-IP's, and of others in the same format. */
interface Found {
  country_code?: unknown
  country?: unknown
  city?: unknown
}

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
/** Codes that have a name and are no country: an address "in Europe" lies in none of its countries. */
const noCountries = ['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO']

const asCountry = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value) && !noCountries.includes(value) && regions.of(value) ? value : undefined

const part = (value: unknown, ...path: string[]): unknown =>
  path.reduce<unknown>((at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined), value)

/** A name that can stand in a line of text and cannot be mistaken for more than that. */
function asTown(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined
  const text = value.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').trim()
  return text === '' ? undefined : text.slice(0, 60)
}

/** What a database says of an address, as it travels. */
export function placeIn(found: unknown): string | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const { country_code: code, country, city } = found as Found
  const named = asCountry(code) ?? asCountry(part(country, 'iso_code')) ?? asCountry(country)
  const town = asTown(part(city, 'names', 'en')) ?? asTown(city)
  return named && town ? `${named} ${town}` : named
}

/** Opens a database of places.
 * @param path its full path
 * @returns what it says of an address
 * @throws where there is none, or it cannot be read */
export async function openPlaces(path: string): Promise<{ look(ip: string): unknown; made: Date; kind: string }> {
  const [content, { Reader }] = await Promise.all([readFile(path), import('mmdb-lib')])
  const reader = new Reader(content)
  return { look: (ip) => reader.get(ip), made: reader.metadata.buildEpoch, kind: reader.metadata.databaseType }
}

/** @param file full path of a database in MaxMind's format, or `off` */
export function createPlaces(file: string, log: Log): Places {
  let look: ((ip: string) => unknown) | undefined
  let reading: Promise<void> | undefined
  const fail = (error: unknown): void => {
    look = undefined
    log.error('The database of places cannot be read: no place is known until the next start. See GEO_DATABASE_FILE', { error })
  }
  const open = async (): Promise<void> => {
    if (file === 'off') return
    try {
      look = (await openPlaces(file)).look
    } catch (error) {
      fail(error)
    }
  }
  return {
    ready() {
      reading ??= open()
      return reading
    },
    of(ip) {
      const address = plainAddress(ip).split('%')[0] ?? ''
      if (isLocal(address)) return localPlace
      if (!look || isIP(address) === 0) return undefined
      try {
        return placeIn(look(address))
      } catch (error) {
        fail(error)
        return undefined
      }
    },
  }
}
