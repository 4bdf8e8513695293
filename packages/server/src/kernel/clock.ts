/** A point in time: milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number

/** The only source of the present moment, so that tests and the demo can move it. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => Date.now() }

/** ms since any moment, by a timer that nobody can set: how much time passed, never what time it is. */
export const steadyTime = (): number => performance.now()

export const seconds = (n: number): number => n * 1000
export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000
