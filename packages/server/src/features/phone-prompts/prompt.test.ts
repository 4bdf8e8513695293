import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSecrets } from '../../kernel/secrets.ts'
import { seededRandom, testKeys } from '../../testing/index.ts'
import { isRightAnswer, matchCodeOf, scanValueOf } from './prompt.ts'

const secrets = createSecrets(testKeys, seededRandom())
const prompt = (scanOnly: 0 | 1 = 0) => ({ id: 'prm_a', digits: 3, scan_only: scanOnly })

describe('the answer to a prompt', () => {
  it('SI-4 is the number of this very prompt', () => {
    expect(isRightAnswer(secrets, prompt(), matchCodeOf(secrets, 'prm_a', 3))).toBe(true)
    expect(matchCodeOf(secrets, 'prm_a', 3)).toMatch(/^\d{3}$/)
    expect(matchCodeOf(secrets, 'prm_a', 6)).not.toBe(matchCodeOf(secrets, 'prm_b', 6))
  })
  it('SI-7 is the scanned value instead, which is 128 bits', () => {
    const value = scanValueOf(secrets, 'prm_a')
    expect(Buffer.from(value, 'base64url')).toHaveLength(16)
    expect(isRightAnswer(secrets, prompt(), value)).toBe(true)
    expect(isRightAnswer(secrets, { ...prompt(), id: 'prm_b' }, value)).toBe(false)
  })
  it('SI-15 is the scanned value alone where only scanning may confirm', () => {
    expect(isRightAnswer(secrets, prompt(1), matchCodeOf(secrets, 'prm_a', 3))).toBe(false)
    expect(isRightAnswer(secrets, prompt(1), scanValueOf(secrets, 'prm_a'))).toBe(true)
  })
  it('SI-4 a tap alone never approves, whatever else comes with it', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(text !== matchCodeOf(secrets, 'prm_a', 3))
        expect(isRightAnswer(secrets, prompt(), text)).toBe(false)
      }),
    )
  })
})
