import { describe, expect, it } from 'vitest'
import { prefixOf, readNumber } from './phone-number.ts'

describe('SM-3 a telephone number', () => {
  it.each([
    ['+49 30 5550100', '+49305550100', 'DE'],
    ['+49 151 23456789', '+4915123456789', 'DE'],
    [' +44 (0)20 7946 0018 ', '+442079460018', 'GB'],
    ['+1-212-555-0123', '+12125550123', 'US'],
    ['＋４９ １５１ ２３４５６７８９', '+4915123456789', 'DE'],
  ])('%s is read as %s', async (typed, e164, country) => expect(await readNumber(typed)).toEqual({ e164, country }))

  it.each([
    ['without a country', '030 5550100'],
    ['with a prefix that works in some countries only', '0049 30 5550100'],
    ['too short', '+49 30'],
    ['too long', '+49 151 234567890123456'],
    ['of a country that does not exist', '+999 1234567'],
    ['with an extension', '+49 30 5550100 ext. 5'],
    ['that costs who writes to it', '+49 900 1234567'],
    ['that is free to call and nobody’s phone', '+49 800 1234567'],
    ['with text around it', 'call +49 151 23456789 now'],
    ['that is two', '+4915123456789,+4915123456780'],
    ['that is a web address', 'tel:+4915123456789'],
    ['', ''],
    ['made of nothing', '+'],
    ['with a zero byte', '+4915123456789\u0000'],
  ])('one %s is none', async (_what, typed) => expect(await readNumber(typed)).toBeUndefined())

  it('its prefix is that of ten thousand neighbours', () => expect(prefixOf('+4915123456789')).toBe('+491512345'))
})
