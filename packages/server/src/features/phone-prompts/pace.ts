import { type Instant, minutes } from '../../kernel/clock.ts'

// Prompts are limited apart for known and other browsers, across sign-ins, restarts and nodes (SI-6): whoever knows the
// password cannot tire the owner out, and cannot use up the owner's own prompts.
const window = minutes(10)
const mostInWindow = 5
const mostSinceConfirmed = 10
/** After "It wasn't me", for other browsers only (SI-5). */
const pauseAfterNotMe = minutes(15)

export interface PromptHistory {
  lane: 'known' | 'other'
  /** Times of the prompts of this lane since the last confirmation in it, any order. */
  sinceConfirmed: Instant[]
  /** Times of the prompts of this lane in the last ten minutes at least, any order. */
  recent: Instant[]
  /** When "It wasn't me" was last answered, 0 for never. */
  notMeAt: Instant
}

/** Until when no prompt is sent: undefined if one may be; 0 if only another confirmation opens the way again. */
export function pausedUntil(history: PromptHistory, now: Instant): Instant | undefined {
  if (history.sinceConfirmed.length >= mostSinceConfirmed) return 0
  const recent = history.recent.filter((at) => at > now - window).sort((a, b) => a - b)
  const freed = recent.length >= mostInWindow ? (recent[recent.length - mostInWindow] ?? now) + window : 0
  const stopped = history.lane === 'other' && history.notMeAt > 0 ? history.notMeAt + pauseAfterNotMe : 0
  const until = Math.max(freed, stopped)
  return until > now ? until : undefined
}

/** How far back the history has to reach, ms. */
export const historyReach = Math.max(window, pauseAfterNotMe)
