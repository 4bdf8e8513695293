import { AppError } from './errors.ts'

/** Slow hashes are the one thing that can fill this machine. So many at once, so many waiting, beyond that the answer is
 * 503 with Retry-After: session checks and waiting pages stay fast during a storm of logins (DESIGN §4). */
export interface HashQueue {
  /** Runs `work` when a place is free.
   * @throws AppError 503 busy when too many wait */
  run<T>(work: () => Promise<T>): Promise<T>
}

/** @param atOnce as many as there are cores
 * @param waiting how many may stand in line */
export function createHashQueue(atOnce: number, waiting: number): HashQueue {
  let running = 0
  const line: (() => void)[] = []
  return {
    async run(work) {
      if (running >= atOnce) {
        if (line.length >= waiting) throw new AppError(503, 'busy', { retryAfterSeconds: 5 })
        await new Promise<void>((resolve) => line.push(resolve))
      } else running++
      try {
        return await work()
      } finally {
        // The place goes straight to the next in line, so nobody can slip in between.
        const next = line.shift()
        if (next) next()
        else running--
      }
    },
  }
}
