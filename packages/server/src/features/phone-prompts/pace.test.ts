import { describe, expect, it } from 'vitest'
import { minutes } from '../../kernel/clock.ts'
import { type PromptHistory, pausedUntil } from './pace.ts'

const now = 1_000_000_000
const history = (given: Partial<PromptHistory>): PromptHistory => ({ lane: 'other', sinceConfirmed: [], recent: [], notMeAt: 0, ...given })
const times = (count: number, apart: number) => Array.from({ length: count }, (_, n) => now - n * apart)

describe('SI-6 the pace of prompts', () => {
  it('SI-6 lets five through in ten minutes and says when the next one may go', () => {
    expect(pausedUntil(history({ recent: times(4, minutes(1)) }), now)).toBeUndefined()
    expect(pausedUntil(history({ recent: times(5, minutes(1)) }), now)).toBe(now - minutes(4) + minutes(10))
  })
  it('SI-6 lets ten through since the last confirmation, however slowly they came', () => {
    expect(pausedUntil(history({ sinceConfirmed: times(9, minutes(60)) }), now)).toBeUndefined()
    expect(pausedUntil(history({ sinceConfirmed: times(10, minutes(60)) }), now)).toBe(0)
  })
  it('SI-5 sends none to other browsers for 15 minutes after "It wasn\'t me"', () => {
    const notMeAt = now - minutes(14)
    expect(pausedUntil(history({ notMeAt }), now)).toBe(notMeAt + minutes(15))
    expect(pausedUntil(history({ notMeAt: now - minutes(15) }), now)).toBeUndefined()
    expect(pausedUntil(history({ notMeAt, lane: 'known' }), now)).toBeUndefined()
  })
})
