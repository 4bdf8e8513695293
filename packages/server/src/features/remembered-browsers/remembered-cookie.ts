import type { Core } from '../../core.ts'
import { cookieLine, cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import type { Instant } from '../../kernel/clock.ts'
import { newToken } from '../../kernel/random.ts'

// The cookie of a remembered browser: one for each account, since people share browsers. Two halves of 256 random bits each: the
// first stays and names the row, the second is new after each use (SI-13).

type Making = Pick<Core, 'config' | 'secrets'>

/** The name tells nobody whose it is. */
const nameOf = (core: Making, account: string) =>
  `remembered-${Buffer.from(core.secrets.mac('remembered', account)).subarray(0, 8).toString('base64url')}` as const

export interface Halves {
  series: string
  token: string
}

/** What the browser sent for this account, as digests. */
export function readRemembered(core: Making, account: string, visitor: Visitor): { series: string; digest: string } | undefined {
  const sent = visitor.cookies[cookieName(core.config, nameOf(core, account))]
  const [series, token, ...rest] = (sent ?? '').split('.')
  if (!series || !token || rest.length > 0) return undefined
  return digestsOf(core, { series, token })
}

export const digestsOf = (core: Pick<Core, 'secrets'>, halves: Halves): { series: string; digest: string } => ({
  series: core.secrets.digest('remembered', `series\0${halves.series}`),
  digest: core.secrets.digest('remembered', `token\0${halves.token}`),
})

export const newHalf = (core: Pick<Core, 'random'>): string => newToken(core.random)

/** A Set-Cookie line. The server decides by its own clock; the browser only forgets it then. */
export function rememberedLine(core: Making & Pick<Core, 'clock'>, account: string, halves: Halves, until: Instant): string {
  const left = Math.max(1, Math.ceil((until - core.clock.now()) / 1000))
  return cookieLine(core.config, nameOf(core, account), `${halves.series}.${halves.token}`, left)
}

/** The series as the browser holds it: its digest is in the database, so the next cookie takes it from the one that came. */
export const seriesOf = (core: Making, account: string, visitor: Visitor): string =>
  (visitor.cookies[cookieName(core.config, nameOf(core, account))] ?? '').split('.')[0] ?? ''
