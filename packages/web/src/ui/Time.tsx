import { language, t } from '../messages/messages.ts'
import { useNow } from './use-now.ts'

const steps: [ms: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
]

/** A moment as seen from another: "6 minutes ago", "in 3 days". Both in ms since 1970. */
export function relativeTime(at: number, now: number): string {
  const distance = at - now
  for (const [ms, unit] of steps) {
    if (Math.abs(distance) >= ms) {
      return new Intl.RelativeTimeFormat(language(), { numeric: 'always' }).format(Math.trunc(distance / ms), unit)
    }
  }
  return t('time.now')
}

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
