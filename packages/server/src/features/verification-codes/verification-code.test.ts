import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seconds } from '../../kernel/clock.ts'
import { seededRandom } from '../../testing/index.ts'
import { stepOf, takenSteps, verificationCode } from './verification-code.ts'

/** RFC 6238, appendix B: the key for SHA-256 is these 32 ASCII digits. */
const rfcKey = Buffer.from('12345678901234567890123456789012')

describe('VC-2 the verification code', () => {
  it.each([
    [59, '46119246'],
    [1_111_111_109, '68084774'],
    [1_111_111_111, '67062674'],
    [1_234_567_890, '91819424'],
    [2_000_000_000, '90698825'],
    [20_000_000_000, '77737706'],
  ])('is that of RFC 6238 at %d s', (at, code) => expect(verificationCode(rfcKey, stepOf(seconds(at)))).toBe(code))

  it('is the one that oathtool computes, for any key and time', () => {
    const random = seededRandom('oathtool')
    // The last one is a step beyond 32 bits of seconds (RFC 6238 §4.2).
    for (const at of [0, 29, 30, 1_800_000_000, 2_147_483_648, 4_102_444_800, 64_424_509_447]) {
      const key = random.bytes(32)
      const args = ['--totp=SHA256', '--digits=8', '--time-step-size=30s', `--now=@${at}`, Buffer.from(key).toString('hex')]
      expect(verificationCode(key, stepOf(seconds(at))), String(at)).toBe(execFileSync('oathtool', args, { encoding: 'utf8' }).trim())
    }
  })

  it('takes the step of now and one either side', () => {
    const now = seconds(1_800_000_000)
    expect(takenSteps(now)).toEqual([59_999_999, 60_000_000, 60_000_001])
    expect(takenSteps(now + seconds(30) - 1)).toEqual(takenSteps(now))
    expect(takenSteps(now + seconds(30))).toEqual([60_000_000, 60_000_001, 60_000_002])
  })

  it('always has eight digits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), (key, step) => /^\d{8}$/.test(verificationCode(key, step))),
    )
  })
})
