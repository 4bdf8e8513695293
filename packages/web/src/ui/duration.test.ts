import { expect, test } from 'vitest'
import { common } from '../messages/en/common.ts'
import { addTexts } from '../messages/messages.ts'
import { durationText } from './duration.ts'
import { relativeTime } from './relative-time.ts'

addTexts(common)

test.each([
  [-5_000, '0 s'],
  [1, '1 s'],
  [41_000, '41 s'],
  [59_001, '1 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '1 h'],
  [5_400_000, '1 h 30 min'],
  [48 * 3_600_000, '2 days'],
])('%d ms are %s', (ms, said) => {
  expect(durationText(ms)).toBe(said)
})

const minute = 60_000
test.each([
  [-20_000, 'just now'],
  [-6 * minute, '6 minutes ago'],
  [-61 * minute, '1 hour ago'],
  [-47 * 60 * minute, '1 day ago'],
  [3 * 24 * 60 * minute, 'in 3 days'],
])('a moment %d ms away is %s', (away, said) => {
  expect(relativeTime(1_800_000_000_000 + away, 1_800_000_000_000)).toBe(said)
})
