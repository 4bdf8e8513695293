import { crockford } from '@sparekey/protocol/crockford'
import { days, hours, type Instant, minutes } from '../../kernel/clock.ts'
import type { Secrets } from '../../kernel/secrets.ts'
import { sameSecret } from '../../kernel/secrets.ts'

// The limits and lives of requests (RR-1, RR-2). Times in ms.

/** A request that nobody decided lives so long. */
export const requestLife = hours(72)
/** Its page says how it ended for so long after that. */
export const afterword = hours(24)
/** The cookie that leads back to it lives longer than anything it can lead to: request, wait and suspension. */
export const cookieLife = days(7)

const mostOpen = 3
const mostInDay = 6
const day = hours(24)

/** Until when no further request is taken from browsers that are not known, undefined where one is (RR-1).
 * @param open ends of those that are open, @param sent times of those of the last 24 h, the oldest first */
export function limitedUntil(q: { open: Instant[]; sent: Instant[] }, now: Instant): Instant | undefined {
  const lately = q.sent.filter((at) => at > now - day)
  const byDay = lately.length >= mostInDay ? (lately[lately.length - mostInDay] ?? now) + day : 0
  const byOpen = q.open.length >= mostOpen ? Math.min(...q.open) : 0
  return byDay || byOpen ? Math.max(byDay, byOpen) : undefined
}

/** What the person wrote, as plain text: control and direction characters are gone, lines stay lines. At most 500 characters. */
export function plainMessage(typed: string): string {
  const text = typed
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return [...text].slice(0, 500).join('')
}

const minuteOf = (at: Instant): number => Math.floor(at / minutes(1))

const codeInMinute = (secrets: Pick<Secrets, 'mac'>, request: string, minute: number): string =>
  Array.from(secrets.mac('caller-code', request, String(minute)).subarray(0, 6), (byte) => crockford.alphabet[byte & 31]).join('')

/** The six characters on the waiting page, and when the next ones come. Derived, so that a refresh shows them again and no column
 * holds them (DESIGN §3). */
export function callerCodeOf(secrets: Pick<Secrets, 'mac'>, request: string, now: Instant): { code: string; changesAt: Instant } {
  const minute = minuteOf(now)
  return { code: codeInMinute(secrets, request, minute), changesAt: minutes(minute + 1) }
}

/** Whether this is what the page shows this minute, or showed the last one (RR-5). */
export function isCallerCode(secrets: Pick<Secrets, 'mac'>, q: { request: string; typed: string; now: Instant }): boolean {
  const code = crockford.normalise(q.typed.slice(0, 40)) ?? ''
  const minute = minuteOf(q.now)
  const right = [minute, minute - 1].map((one) => sameSecret(code, codeInMinute(secrets, q.request, one)))
  return code.length === 6 && right.includes(true)
}
