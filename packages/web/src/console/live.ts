import { useEffect } from 'preact/hooks'
import { casesApi } from '../api/cases.ts'
import { watch } from '../api/watch.ts'
import { awayFor, noticePresence } from '../shell/presence.ts'
import { UNWATCHED } from '../shell/use-fresh.ts'

/** After this long without a person even news are no reason to look, ms: the session has ended by then, or should. */
const ABANDONED = 30 * 60_000

type Look = () => Promise<void>
const looks = new Set<Look>()

/** Everything that is shown looks again. One stream for the whole console: browsers open six connections to a site, in all tabs. */
async function lookAll(): Promise<void> {
  if (awayFor() > ABANDONED) return
  await Promise.all([...looks].map((look) => look()))
}

/** Listens to the console's news for as long as its frame is shown (RR-3: told at once, in badge and list). */
export function useConsoleNews(): void {
  useEffect(() => {
    noticePresence()
    return watch({ events: casesApi.events, look: lookAll, polls: () => awayFor() < UNWATCHED && !document.hidden })
  }, [])
}

/** Looks again at each piece of news, and every few seconds while somebody is at the page. */
export function useNews(look: Look): void {
  useEffect(() => {
    looks.add(look)
    return () => {
      looks.delete(look)
    }
  }, [look])
}
