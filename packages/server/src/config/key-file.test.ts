import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { systemRandom } from '../kernel/random.ts'
import { createSecrets } from '../kernel/secrets.ts'
import { keyFileOf, keysAreOpen, makeKeys, readKeyRing } from './key-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sparekey-keys-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('OP-1 the first start makes keys that only this system account can read, and the next start finds them', () => {
  const data = join(folder, 'data')
  const first = readKeyRing(data, systemRandom)
  expect(statSync(keyFileOf(data)).mode & 0o777).toBe(0o600)
  expect(readKeyRing(data, systemRandom)).toEqual(first)
  expect(() => createSecrets(first, systemRandom)).not.toThrow()
})

it('two installations never share a key', () => {
  const [one, other] = [makeKeys(systemRandom), makeKeys(systemRandom)]
  expect(one.keys[one.current]).not.toBe(other.keys[other.current])
  expect(one.vapid.privateKey).not.toBe(other.vapid.privateKey)
})

it('refuses to make new keys beside a database that the lost ones sealed', () => {
  writeFileSync(join(folder, 'sparekey.db'), '')
  expect(() => readKeyRing(folder, systemRandom)).toThrow(/Restore the file/)
})

it.each([
  ['no JSON', 'x'],
  ['null', 'null'],
  ['no current key', '{"current":"k1","keys":{}}'],
  ['a short key', '{"current":"k1","keys":{"k1":"AAAA"}}'],
  ['no vapid keys', `{"current":"k1","keys":{"k1":"${'A'.repeat(43)}"}}`],
])('says that a key file is damaged, and overwrites nothing: %s', (_name, text) => {
  writeFileSync(keyFileOf(folder), text)
  expect(() => readKeyRing(folder, systemRandom)).toThrow(/damaged/)
  expect(readFileSync(keyFileOf(folder), 'utf8')).toBe(text)
})

it('takes keys from the environment without touching the disk', () => {
  const given = makeKeys(systemRandom)
  expect(readKeyRing(join(folder, 'nothing'), systemRandom, JSON.stringify(given))).toEqual(given)
})

it('notices a key file that others can read', () => {
  readKeyRing(folder, systemRandom)
  expect(keysAreOpen(folder)).toBe(false)
  chmodSync(keyFileOf(folder), 0o644)
  expect(keysAreOpen(folder)).toBe(true)
})
