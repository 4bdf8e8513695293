import { expect, test } from 'vitest'
import { inGroups, secondsLeftAt, stepOf, verificationCode } from './verification-code.ts'

/** RFC 6238 appendix B, the SHA-256 column. Its secret is 32 bytes long, as RFC errata 2866 says. */
const secret = new TextEncoder().encode('12345678901234567890123456789012')
const vectors = [
  [59, '46119246'],
  [1111111109, '68084774'],
  [1111111111, '67062674'],
  [1234567890, '91819424'],
  [2000000000, '90698825'],
  [20000000000, '77737706'],
] as const

const keep = () => crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])

test.each(vectors)('VC-2 the code at %i s is the one of RFC 6238 appendix B', async (seconds, code) => {
  expect(await verificationCode(await keep(), stepOf(seconds * 1000))).toBe(code)
})

test('VC-2 a step begins every 30 seconds and holds to its last millisecond', () => {
  expect(stepOf(0)).toBe(0)
  expect(stepOf(29_999)).toBe(0)
  expect(stepOf(30_000)).toBe(1)
})

test('VC-1 the seconds left go from 30 to 1, and never say that a code without time is good', () => {
  expect(secondsLeftAt(30_000)).toBe(30)
  expect(secondsLeftAt(30_001)).toBe(30)
  expect(secondsLeftAt(31_000)).toBe(29)
  expect(secondsLeftAt(59_001)).toBe(1)
  expect(secondsLeftAt(59_999)).toBe(1)
})

test('VC-1 a code is shown in two groups of four', () => {
  expect(inGroups('07081804')).toBe('0708 1804')
})
