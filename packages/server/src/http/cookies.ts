import type { Config } from '../config/config.ts'

export type CookieName = 'session' | 'sign-in' | 'browser' | 'request' | `remembered-${string}`

/** `__Host-` binds a cookie to this very host and to https. Browsers refuse the prefix on plain-http localhost (DESIGN §4). */
export const cookieName = (config: Config, name: CookieName): string => (config.localhost ? `sparekey-${name}` : `__Host-${name}`)

/** A Set-Cookie line.
 * @param maxAge seconds; undefined for as long as the browser is open, 0 to delete */
export function cookieLine(config: Config, name: CookieName, value: string, maxAge?: number): string {
  const parts = [`${cookieName(config, name)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax']
  if (!config.localhost) parts.push('Secure')
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`)
  return parts.join('; ')
}

/** Name and value pairs of a Cookie header. Of a name that comes twice the first counts. */
export function readCookies(header: string | undefined): Record<string, string> {
  const found: Record<string, string> = Object.create(null)
  for (const part of (header ?? '').slice(0, 8192).split(';')) {
    const cut = part.indexOf('=')
    const name = part.slice(0, cut).trim()
    if (cut > 0 && !(name in found)) found[name] = part.slice(cut + 1).trim()
  }
  return found
}
