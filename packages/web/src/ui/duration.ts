import { t } from '../messages/messages.ts'

/** A length of time as people say it, from ms: to the second below an hour, then to the minute, then in days. Never less than 0. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  if (seconds < 60) return t('time.seconds', { count: seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) {
    const rest = seconds % 60
    return rest ? t('time.minutes-seconds', { minutes, seconds: rest }) : t('time.minutes', { count: minutes })
  }
  const hours = Math.floor(minutes / 60)
  if (hours < 48) {
    const rest = minutes % 60
    return rest ? t('time.hours-minutes', { hours, minutes: rest }) : t('time.hours', { count: hours })
  }
  return t('time.days', { count: Math.floor(hours / 24) })
}
