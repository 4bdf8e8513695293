import { t } from '../messages/messages.ts'
import { daysLeft } from './deadline.ts'

/** By when two-factor authentication must be on, in days (EN-2). Times in ms. */
export function dueText(dueAt: number, now: number): string {
  const days = daysLeft(dueAt, now)
  return days > 0 ? t('banner.days', { count: days }) : t('banner.today')
}
