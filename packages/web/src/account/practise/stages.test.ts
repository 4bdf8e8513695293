import { expect, test } from 'vitest'
import { resumeAt, stagesOf } from './stages.ts'

test('without a phone that shows codes there is no such part', () => {
  expect(stagesOf({ codesAllowed: true, verification: true })).toEqual(['codes', 'verification', 'cannot', 'secret'])
  expect(stagesOf({ codesAllowed: true, verification: false })).toEqual(['codes', 'cannot', 'secret'])
})

test('EN-1 where the rules allow no codes nobody is asked to look for them', () => {
  expect(stagesOf({ codesAllowed: false, verification: true })).toEqual(['verification', 'cannot', 'secret'])
})

test('a rehearsal whose page was loaded again goes on where it was', () => {
  expect(resumeAt({ codes: 10, verification: true })).toBe('codes')
  expect(resumeAt({ codes: 0, verification: true })).toBe('verification')
  expect(resumeAt({ codes: 10, codeResult: 'not-found', verification: true })).toBe('verification')
  expect(resumeAt({ codes: 10, codeResult: 'right', verification: true, verificationResult: 'skipped' })).toBe('cannot')
  expect(resumeAt({ codes: 10, codeResult: 'right', verification: false })).toBe('cannot')
})
