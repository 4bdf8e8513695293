import { useEffect } from 'preact/hooks'
import { awayFor, noticePresence } from './presence.ts'

/** How often a page with live status looks again, ms. */
const EVERY = 5_000
/** After this long without a person at the page it no longer does, ms: looking must not keep an idle session alive. */
export const UNWATCHED = 5 * 60_000

/** Looks again while somebody is at the page, and when they come back to it. */
export function useFresh(look: () => Promise<void>): void {
  useEffect(() => {
    noticePresence()
    const lookNow = () => {
      if (!document.hidden) void look()
    }
    const timer = setInterval(() => {
      if (awayFor() < UNWATCHED) lookNow()
    }, EVERY)
    document.addEventListener('visibilitychange', lookNow)
    addEventListener('pageshow', lookNow)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', lookNow)
      removeEventListener('pageshow', lookNow)
    }
  }, [look])
}
