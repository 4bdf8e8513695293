import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testLog } from '../testing/test-core.ts'
import { tinyMmdb } from '../testing/tiny-mmdb.ts'
import { createPlaces, placeIn } from './places.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-places-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = (content: Buffer | string): string => {
  const file = join(folder, 'places.mmdb')
  writeFileSync(file, content)
  return file
}
const few = {
  '198.51.100.7': { country_code: 'PT' },
  '198.51.100.8': { country: { iso_code: 'DE', names: { en: 'Germany' } }, city: { names: { en: 'Berlin' } } },
  '198.51.100.9': { country_code: 'PT', city: 'Lisbon' },
}

describe('a database of one’s own', () => {
  it('AU-1 gives countries and towns, in each of the usual forms', async () => {
    const places = createPlaces(written(tinyMmdb(few)), testLog())
    await places.ready()
    expect(Object.keys(few).map((ip) => places.of(ip))).toEqual(['PT', 'DE Berlin', 'PT Lisbon'])
    expect(places.of('::ffff:198.51.100.7'), 'IPv4 inside IPv6').toBe('PT')
    expect(places.of('198.51.100.10')).toBeUndefined()
  })
  it('is read once, at the first need and not before', async () => {
    const file = written('')
    const log = testLog()
    const places = createPlaces(file, log)
    expect(places.of('198.51.100.7')).toBeUndefined()
    writeFileSync(file, tinyMmdb(few))
    await Promise.all([places.ready(), places.ready()])
    rmSync(file)
    await places.ready()
    expect(places.of('198.51.100.7')).toBe('PT')
    expect(log.lines).toEqual([])
  })
  it('AU-1 local addresses are local with it and without it; what is no address has no place', async () => {
    for (const places of [createPlaces('off', testLog()), createPlaces(written(tinyMmdb(few)), testLog())]) {
      for (const ready of [false, true]) {
        if (ready) await places.ready()
        expect(['127.0.0.1', '::1', '10.1.2.3', '192.168.0.9', 'fe80::1%eth0', 'fd00::1'].map((ip) => places.of(ip))).toEqual(
          Array(6).fill('local'),
        )
        for (const ip of ['', 'unknown', '198.51.100', '198.51.100.7.1', '2001:db8::1']) expect(places.of(ip)).toBeUndefined()
      }
    }
  })
  it.each([
    ['is missing', undefined],
    ['is empty', ''],
    ['is no database', 'country,PT'],
    ['was cut off', tinyMmdb(few).subarray(200)],
  ])('that %s leaves places unknown, is logged once, and fails nobody', async (_what, content) => {
    const log = testLog()
    const places = createPlaces(content === undefined ? join(folder, 'none.mmdb') : written(content), log)
    for (let nth = 0; nth < 3; nth++) {
      await places.ready()
      for (const ip of Object.keys(few)) expect(places.of(ip)).toBeUndefined()
    }
    expect(log.lines.map((one) => one.level)).toEqual(['error'])
  })
})

describe('what a database says', () => {
  it.each([
    [{ country_code: 'PT' }, 'PT'],
    [{ country: 'PT', country_name: 'Portugal' }, 'PT'],
    [{ country: { iso_code: 'PT' }, city: { names: { de: 'Lissabon' } } }, 'PT'],
    [{ city: { names: { en: 'Lisbon' } } }, undefined],
    [{ country_code: 'EU' }, undefined],
    [{ country_code: 'AP' }, undefined],
    [{ country_code: 'ZZ' }, undefined],
    [{ country_code: 'pt' }, undefined],
    [{ country_code: '' }, undefined],
    [{ country_code: 7 }, undefined],
    [{ country_code: ['PT'] }, undefined],
    [null, undefined],
    ['PT', undefined],
  ])('%j is %j', (found, place) => expect(placeIn(found)).toBe(place))

  it('a town cannot write more than its name into a page or a mail', () => {
    expect(placeIn({ country_code: 'PT', city: 'Lisbon\r\nBcc: a@example.org\u202e\u2028' })).toBe('PT Lisbon  Bcc: a@example.org')
    expect(placeIn({ country_code: 'PT', city: 'x'.repeat(500) })).toHaveLength(63)
    expect(placeIn({ country_code: 'PT', city: ' \u0000 ' })).toBe('PT')
  })
})
