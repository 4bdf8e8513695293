import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { tinyMmdb } from '../testing/tiny-mmdb.ts'
import { readConfig } from './read-config.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-geo-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const written = (name: string, content: string | Buffer): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const read = (value?: string) => {
  const config = readConfig(value === undefined ? {} : { GEO_DATABASE_FILE: value })
  return 'problems' in config ? config.problems : config.geoDatabase
}

it('AU-1 as shipped no places are known; off is off', () => {
  expect(read()).toBe('off')
  expect(read('off')).toBe('off')
})

it('OP-3 a file of one’s own is named by its full path, wherever the service is started from', () => {
  const file = written('city.mmdb', tinyMmdb({ '198.51.100.7': { country_code: 'PT' } }))
  expect(read(file)).toBe(file)
  expect(read(relative(process.cwd(), file))).toBe(file)
})

it('OP-3 what cannot be such a database is a problem at the start, beside all others', () => {
  expect(read(join(folder, 'none.mmdb'))).toEqual([`GEO_DATABASE_FILE names a file that cannot be read: ${join(folder, 'none.mmdb')}`])
  expect(read(folder)).toEqual([expect.stringMatching(/cannot be read/)])
  for (const content of ['', 'country,PT', Buffer.alloc(300_000)])
    expect(read(written('other.mmdb', content))).toEqual([expect.stringMatching(/no database in MaxMind's format/)])
  expect(readConfig({ GEO_DATABASE_FILE: folder, PORT: '0' })).toEqual({
    problems: [expect.stringMatching(/^PORT/), expect.stringMatching(/^GEO_DATABASE_FILE/)],
  })
})
