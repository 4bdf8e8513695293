import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressKeyOf, readAddress } from './address.ts'

describe('an e-mail address', () => {
  it.each([
    ['ana@example.org', 'ana@example.org'],
    [' Ana.Silva+work@Example.ORG ', 'Ana.Silva+work@example.org'],
    ["o'brien@mail.example.co.uk", "o'brien@mail.example.co.uk"],
    ['ana@bücher.example', 'ana@xn--bcher-kva.example'],
    ['root@localhost', 'root@localhost'],
  ])('%j is kept as %j', (typed, kept) => expect(readAddress(typed)).toBe(kept))

  it.each([
    'ana',
    '@example.org',
    'ana@',
    'ana@example',
    'ana@-example.org',
    'ana@example..org',
    '.ana@example.org',
    'ana..silva@example.org',
    'ana silva@example.org',
    '"ana\r\n"@example.org',
    'ana@example.org\r\nBcc: eve@example.net',
    'ana@example.org, eve@example.net',
    'Ana <ana@example.org>',
    'ana@[192.0.2.1]',
    'ana@192.0.2.1',
    `${'x'.repeat(65)}@example.org`,
    `ana@${'x'.repeat(64)}.org`,
    `ana@${Array(60).fill('abcd').join('.')}.org`,
    'ána@example.org',
    'ana@example.org\u0000',
  ])('%j is none', (typed) => expect(readAddress(typed)).toBeUndefined())

  it('never holds what could start another header or another recipient', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const address = readAddress(`${a}@${b}.example.org`)
        return address === undefined || /^[^\s,;:<>()[\]"\\]+@[a-z0-9.-]+$/i.test(address)
      }),
      { numRuns: 2000 },
    )
  })
  it('SI-10 is compared without case, and by its ASCII domain', () => {
    expect(addressKeyOf('Ana@BÜCHER.example')).toBe('ana@xn--bcher-kva.example')
  })
})
