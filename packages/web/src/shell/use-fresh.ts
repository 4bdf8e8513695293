import { useEffect } from 'preact/hooks'

/** How often a page with live status looks again, ms. */
const EVERY = 5_000
/** After this long without a person at the page it no longer does, ms: looking must not keep an idle session alive. */
const UNWATCHED = 5 * 60_000

/** Looks again while somebody is at the page, and when they come back to it. */
export function useFresh(look: () => Promise<void>): void {
  useEffect(() => {
    let lastSeen = performance.now()
    const seen = () => {
      lastSeen = performance.now()
    }
    const lookNow = () => {
      if (!document.hidden) void look()
    }
    const back = () => {
      seen()
      lookNow()
    }
    const timer = setInterval(() => {
      if (performance.now() - lastSeen < UNWATCHED) lookNow()
    }, EVERY)
    const signs = ['pointermove', 'keydown', 'pointerdown'] as const
    for (const sign of signs) addEventListener(sign, seen, { passive: true })
    document.addEventListener('visibilitychange', back)
    addEventListener('pageshow', back)
    return () => {
      clearInterval(timer)
      for (const sign of signs) removeEventListener(sign, seen)
      document.removeEventListener('visibilitychange', back)
      removeEventListener('pageshow', back)
    }
  }, [look])
}
