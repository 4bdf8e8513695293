import { refusalCodes } from '@sparekey/protocol/errors'
import { expect, test } from 'vitest'
import { serverNow } from '../api/server-time.ts'
import { refusals, refusalsInside } from './en/refusals.ts'
import { addTexts } from './messages.ts'
import { refusalText } from './refusal-text.ts'

addTexts(refusals, refusalsInside)

test('every refusal that the service may answer with has its sentence', () => {
  const said = new Set([...Object.keys(refusals), ...Object.keys(refusalsInside)])
  const unsaid = Object.keys(refusalCodes).filter((code) => !said.has(`refusal.${code}`))
  expect(unsaid).toEqual([])
})

test('a refusal with a time says how long, in minutes and then in hours, never less than is left', () => {
  const wait = (ms: number) => refusalText({ code: 'too_many_attempts', message: '', retryAt: serverNow() + ms })
  expect(wait(1_000)).toBe('Too many wrong answers. Try again in 1 minute.')
  expect(wait(61_000)).toBe('Too many wrong answers. Try again in 2 minutes.')
  expect(wait(2 * 3_600_000 - 1_000)).toBe('Too many wrong answers. Try again in 2 hours.')
})

test('a code that this page does not know is told as a failure, not as a code', () => {
  const unknown = { code: 'made_later', message: 'x' } as unknown as Parameters<typeof refusalText>[0]
  expect(refusalText(unknown)).toBe(refusals['refusal.internal'])
})
