import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createTestCore } from '../../testing/index.ts'
import { codeMac, codeOf, readTypedCode, tokenOf } from './pairing-secrets.ts'

const core = await createTestCore()

describe('what a pairing shows', () => {
  test('TD-2 a token of 128 bits and a code of 12 Crockford characters, the same at every look', () => {
    expect(tokenOf(core, 'pai_one')).toMatch(/^[\w-]{22}$/)
    expect(Buffer.from(tokenOf(core, 'pai_one'), 'base64url')).toHaveLength(16)
    expect(tokenOf(core, 'pai_one')).toBe(tokenOf(core, 'pai_one'))
    const { id, secret } = codeOf(core, 'pai_one')
    expect(id + secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
  })

  test('another pairing shows something else, and neither value tells the other', () => {
    expect(tokenOf(core, 'pai_one')).not.toBe(tokenOf(core, 'pai_two'))
    expect(codeOf(core, 'pai_one')).not.toEqual(codeOf(core, 'pai_two'))
    expect(codeMac(core, 'pai_one', codeOf(core, 'pai_one').secret)).not.toContain(codeOf(core, 'pai_one').secret)
  })

  test.each(['ABCD-EF01-2345', 'abcd ef01 2345', ' abcdefOI2345', 'ＡＢＣＤＥＦ０１２３４５', 'A-B-C-D-E-F-0-1-2-3-4-5'])(
    'a code is read in whatever form it was typed: %s',
    (typed) => expect(readTypedCode(typed)).toEqual({ id: 'ABCD', secret: 'EF012345' }),
  )

  test.each(['', '   ', 'ABCD', 'ABCDEF01234', 'ABCDEF0123456', 'ABCDEF01234U', 'ABCDEF01234%', '%%%%%%%%%%%%'])(
    'what cannot be a code is none: %j',
    (typed) => expect(readTypedCode(typed)).toBeUndefined(),
  )

  test('no input makes reading a code fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (typed) => void readTypedCode(typed)))
  })
})
