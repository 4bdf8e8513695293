import { language } from '../messages/messages.ts'

/** The time of day of a moment (ms since 1970) in the reader's zone; with its day where that is not the day of `now`. */
export function clockTime(at: number, now: number): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  const how: Intl.DateTimeFormatOptions = sameDay ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }
  return new Intl.DateTimeFormat(language(), how).format(new Date(at))
}
