import { language, t } from '../messages/messages.ts'

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
