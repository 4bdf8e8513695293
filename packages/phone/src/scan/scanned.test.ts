import { pairingUrl, scanUrl } from '@sparekey/protocol/pairing-keys'
import { expect, test } from 'vitest'
import { readScanned } from './scanned.ts'

const here = 'https://login.example'
const token = 'AAECAwQFBgcICQoLDA0ODw'
const prompt = `prm_${token}`

test("TD-2 the app's own scanner reads the pairing QR", () => {
  expect(readScanned(pairingUrl(here, token), here, false)).toEqual({ kind: 'pair', token })
})

test('SI-7 the app\'s own scanner reads the value of "Scan instead"', () => {
  expect(readScanned(scanUrl(here, prompt, token), here, true)).toEqual({ kind: 'prompt', prompt, value: token })
})

test('SI-7 while a login is being confirmed a pairing code is not taken', () => {
  expect(readScanned(pairingUrl(here, token), here, true)).toEqual({ kind: 'unknown' })
})

test('a code of another site is named, and never used here', () => {
  expect(readScanned(pairingUrl('https://login.evil.example', token), here, false)).toEqual({ kind: 'foreign', host: 'login.evil.example' })
  expect(readScanned(scanUrl('https://login.example.evil.example', prompt, token), here, false).kind).toBe('foreign')
})

test.each([
  '',
  'hello',
  'https://login.example/app/',
  'https://login.example/account#pair.AAECAwQFBgcICQoLDA0ODw',
  'WIFI:S:x;;',
  `${here}/app/#pair.`,
])('%s is none of ours', (text) => {
  expect(readScanned(text, here, false)).toEqual({ kind: 'unknown' })
})
