import { language } from '../messages/messages.ts'
import { relativeTime } from './relative-time.ts'
import { useNow } from './use-now.ts'

/** A moment in full, in the reader's zone. */
export const exactTime = (at: number): string =>
  new Intl.DateTimeFormat(language(), { dateStyle: 'long', timeStyle: 'medium' }).format(new Date(at))

/** A moment (ms since 1970) as people say it, with the exact time on hover. `exact` turns it round, for records. */
export function Time({ at, exact }: { at: number; exact?: boolean }) {
  const now = useNow(30_000)
  const said = relativeTime(at, now)
  const full = exactTime(at)
  return (
    <time dateTime={new Date(at).toISOString()} title={exact ? said : full}>
      {exact ? full : said}
    </time>
  )
}
