import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64url, toBase64url } from './base64url.ts'

test('base64url is what Node makes of the same bytes, and reads back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = toBase64url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect([...fromBase64url(text)]).toEqual([...bytes])
    }),
  )
})

test.each(['a+b', 'a/b', 'ab==', 'a b', 'ä'])('%s is not base64url', (text) => {
  expect(() => fromBase64url(text)).toThrow()
})
