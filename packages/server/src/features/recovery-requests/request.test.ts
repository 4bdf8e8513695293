import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hours, minutes, seconds } from '../../kernel/clock.ts'
import { createSecrets } from '../../kernel/secrets.ts'
import { seededRandom, testKeys, testStart } from '../../testing/index.ts'
import { callerCodeOf, isCallerCode, limitedUntil, plainMessage } from './request.ts'

const secrets = createSecrets(testKeys, seededRandom())
const now = testStart

describe('RR-1 the limits of browsers that are not known', () => {
  const open = (n: number) => Array.from({ length: n }, (_, i) => now + hours(10 + i))
  const sent = (n: number) => Array.from({ length: n }, (_, i) => now - hours(20) + hours(i))
  it.each([
    [0, 0, undefined],
    [2, 5, undefined],
    [3, 3, now + hours(10)],
    [0, 6, now + hours(4)],
    [3, 6, now + hours(10)],
    [0, 8, now + hours(6)],
  ])('%i open and %i in the last day: %s', (opened, lately, until) => {
    expect(limitedUntil({ open: open(opened), sent: sent(lately) }, now)).toBe(until)
  })
  it('a request of a day ago does not count any more', () => {
    expect(limitedUntil({ open: [], sent: [now - hours(24), ...sent(5)] }, now)).toBeUndefined()
  })
})

describe('RR-2 the caller code', () => {
  it('has six characters, stays for a minute and changes with it', () => {
    const first = callerCodeOf(secrets, 'req_1', now)
    expect(first.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}$/)
    expect(first.changesAt).toBe(now + minutes(1))
    expect(callerCodeOf(secrets, 'req_1', now + seconds(59)).code).toBe(first.code)
    expect(callerCodeOf(secrets, 'req_1', first.changesAt).code).not.toBe(first.code)
  })
  it('RR-5 is right in its minute and the next one, and no longer', () => {
    const { code, changesAt } = callerCodeOf(secrets, 'req_1', now)
    const right = (at: number) => isCallerCode(secrets, { request: 'req_1', typed: code, now: at })
    expect(right(now)).toBe(true)
    expect(right(changesAt + seconds(59))).toBe(true)
    expect(right(changesAt + minutes(1))).toBe(false)
    expect(right(now - 1)).toBe(false)
  })
  it('belongs to its request alone', () => {
    const { code } = callerCodeOf(secrets, 'req_1', now)
    expect(isCallerCode(secrets, { request: 'req_2', typed: code, now })).toBe(false)
  })
  it('SI-9 is taken in small letters, with spaces and dashes', () => {
    const { code } = callerCodeOf(secrets, 'req_1', now)
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3)} `
    expect(isCallerCode(secrets, { request: 'req_1', typed, now })).toBe(true)
  })
  it('is never right for odd text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => !isCallerCode(secrets, { request: 'req_1', typed, now })))
    expect(isCallerCode(secrets, { request: 'req_1', typed: '', now })).toBe(false)
  })
})

describe('RR-1 the message', () => {
  it('is plain text of at most 500 characters, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 900 }), (typed) => {
        const text = plainMessage(typed)
        expect([...text].length).toBeLessThanOrEqual(500)
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
  it('keeps its lines', () => expect(plainMessage('  Hello\r\n\r\n\r\n\r\nI lost\u202e it\u0000 ')).toBe('Hello\n\nI lost it'))
})
