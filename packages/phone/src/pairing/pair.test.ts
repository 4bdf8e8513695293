import { expect, test } from 'vitest'
import { progressOf, readPairingCode, secretOf } from './pair.ts'

test.each([
  ['7QJ4-M2XC-09ZT', '7QJ4M2XC09ZT'],
  ['7qj4m2xc09zt', '7QJ4M2XC09ZT'],
  [' 7QJ4 M2XC 09ZT ', '7QJ4M2XC09ZT'],
  ['7QJ4–M2XC—O9ZT', '7QJ4M2XC09ZT'],
  ['7QJ4-M2XC-o9il', '7QJ4M2XC0911'],
  ['７ＱＪ４M2XC09ZT', '7QJ4M2XC09ZT'],
])('TD-2 %s is read as %s', (typed, code) => {
  expect(readPairingCode(typed)).toBe(code)
})

test.each(['', '7QJ4-M2XC', '7QJ4-M2XC-09ZTX', '7QJ4-M2XC-09Z!', 'UUUU-UUUU-UUUU'])('TD-2 %s cannot be a pairing code', (typed) => {
  expect(readPairingCode(typed)).toBeUndefined()
})

test('TD-2 the keys depend on the whole token, and on the last eight characters of a typed code', () => {
  expect(secretOf({ token: 'AAECAwQFBgcICQoLDA0ODw' })).toBe('AAECAwQFBgcICQoLDA0ODw')
  expect(secretOf({ code: '7QJ4M2XC09ZT' })).toBe('M2XC09ZT')
})

const me = { deviceName: 'Pixel', siteName: 'Northwind', push: false, now: 1 }
const account = { id: 'acc_1', login: 'ana', name: 'Ana' }

test('TD-2 a phone that only scanned goes on waiting, whatever passes meanwhile', () => {
  expect(progressOf({ ok: true, value: { ...me, state: 'scanned' } }).state).toBe('waiting')
  expect(progressOf({ ok: false, code: 'unavailable', status: 0 }).state).toBe('waiting')
  expect(progressOf({ ok: false, code: 'busy', status: 503 }).state).toBe('waiting')
})

test('TD-2 "This is my phone" makes it the account\'s, in a set-up and outside', () => {
  expect(progressOf({ ok: true, value: { ...me, state: 'ready', account } })).toMatchObject({ state: 'done', login: 'ana' })
  expect(progressOf({ ok: true, value: { ...me, state: 'trusted', account } })).toMatchObject({ state: 'done', name: 'Ana' })
})

test('TD-2 "Not my phone", or five minutes, ends it', () => {
  expect(progressOf({ ok: true, value: { ...me, state: 'removed' } }).state).toBe('ended')
  expect(progressOf({ ok: false, code: 'device_unknown', status: 404 }).state).toBe('ended')
  expect(progressOf({ ok: false, code: 'sign_in_needed', status: 401 }).state).toBe('ended')
})
