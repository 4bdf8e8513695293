/** Calls `look` whenever the state may have changed. Events say only "look again"; a poll runs beside them at all times,
 * so that a lost event, or a proxy that lets none through, costs at most one round (DESIGN §2). */
export interface Watch {
  /** The address of the event stream. */
  events: string
  /** Reads the state anew. Never called again while it runs. */
  look: () => Promise<unknown>
  /** Asked before each round of the poll, where the page may stand unattended for hours; absent: always. */
  polls?: () => boolean
}

/** ms between two polls, and the most between two attempts to reopen a stream that was closed for good. */
const pollEvery = 4_000
const longestPause = 15_000

/** Never two looks at once; a call during one makes another after it, because that one may have read too early. */
export function coalesced(look: () => Promise<unknown>): () => Promise<void> {
  let running = false
  let again = false
  return async () => {
    again = true
    if (running) return
    running = true
    while (again) {
      again = false
      await look().catch(() => undefined)
    }
    running = false
  }
}

/** Starts watching, and returns what ends it. */
export function watch({ events, look, polls = () => true }: Watch): () => void {
  const lookAgain = coalesced(look)
  const lookNow = (): void => void lookAgain()
  let source: EventSource | undefined
  let reopen: ReturnType<typeof setTimeout> | undefined
  let pause = 1_000

  const open = (): void => {
    source = new EventSource(events)
    source.onopen = () => {
      pause = 1_000
    }
    source.onmessage = lookNow
    // The browser reconnects by itself after a cut, but gives up for good after any answer that is not a stream.
    source.onerror = () => {
      if (source?.readyState !== EventSource.CLOSED) return
      pause = Math.min(pause * 2, longestPause)
      reopen = setTimeout(open, pause)
    }
  }
  const whenVisible = (): void => {
    if (!document.hidden) lookNow()
  }

  open()
  const poll = setInterval(() => {
    if (polls()) lookNow()
  }, pollEvery)
  window.addEventListener('online', lookNow)
  window.addEventListener('pageshow', lookNow)
  document.addEventListener('visibilitychange', whenVisible)
  return () => {
    source?.close()
    clearTimeout(reopen)
    clearInterval(poll)
    window.removeEventListener('online', lookNow)
    window.removeEventListener('pageshow', lookNow)
    document.removeEventListener('visibilitychange', whenVisible)
  }
}
