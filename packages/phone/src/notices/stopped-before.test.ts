import { expect, test } from 'vitest'
import { stoppedBefore } from './stopped-before.ts'

const now = Date.UTC(2026, 10, 22)
const days = (count: number) => count * 86_400_000

test('RR-3 a further "Stop this" is known by the notice of the first', () => {
  expect(stoppedBefore([{ kind: 'recovery-requested', at: now }], now)).toBe(false)
  expect(stoppedBefore([{ kind: 'recovery-stopped', at: now - days(6) }], now)).toBe(true)
  expect(stoppedBefore([{ kind: 'recovery-stopped', at: now - days(7) }], now)).toBe(false)
})
