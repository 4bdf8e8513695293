import { language, t } from '../messages/messages.ts'

const steps: readonly [unit: Intl.RelativeTimeFormatUnit, ms: number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** "2 minutes", in the reader's language: in the largest unit that it fills. @param ms at least 0 */
export function howLong(ms: number): string {
  const [unit, size] = steps.find(([, size]) => ms >= size) ?? (['second', 1000] as const)
  return new Intl.NumberFormat(language(), { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 }).format(
    Math.floor(ms / size),
  )
}

/** "6 minutes ago", in the reader's language. @param at ms since 1970 @param now ms since 1970, by the same clock */
export function ago(at: number, now: number): string {
  const passed = Math.max(0, now - at)
  for (const [unit, ms] of steps) {
    if (passed >= ms) return new Intl.RelativeTimeFormat(language(), { numeric: 'always' }).format(-Math.floor(passed / ms), unit)
  }
  return t('prompt.now')
}

/** The exact time in the reader's zone: the time of day, and the date where it is not today's. */
export function exactly(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return new Intl.DateTimeFormat(language(), { timeStyle: 'short', ...(sameDay ? {} : { dateStyle: 'medium' }) }).format(at)
}
