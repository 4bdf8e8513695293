import { useEffect, useState } from 'preact/hooks'
import { serverNow } from '../api/server-time.ts'

/** The server's time in ms, told anew every `every` ms. */
export function useNow(every: number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}

/** Whether a moment (ms since 1970) has come, by the server's clock. Draws again when it comes. */
export function useReached(at: number | undefined): boolean {
  const [, draw] = useState(0)
  const reached = at !== undefined && serverNow() >= at
  useEffect(() => {
    if (at === undefined || reached) return
    // A timer takes at most 2^31 ms; what is further off is looked at again then.
    const timer = setTimeout(() => draw((n) => n + 1), Math.min(Math.max(at - serverNow(), 0) + 20, 2 ** 31 - 1))
    return () => clearTimeout(timer)
  })
  return reached
}
