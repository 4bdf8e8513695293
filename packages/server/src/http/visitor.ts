import bowser from 'bowser'
import type { FastifyRequest } from 'fastify'
import { isLocal, networkOf, plainAddress } from '../kernel/network.ts'
import type { Places } from '../kernel/places.ts'
import { readCookies } from './cookies.ts'

/** Who asks, as far as a request shows it. */
export interface Visitor {
  ip: string
  /** What counts as one network for limits (SI-10). */
  network: string
  /** Browser and system as people read it, such as "Chrome on Windows". */
  agent: string
  cookies: Record<string, string>
}

/** Browser and system in words. Only names that the library knows come out, so a hostile header cannot write into a page or mail. */
export function agentName(header: string | undefined): string {
  if (!header) return 'Unknown browser'
  const { browser, os } = bowser.parse(header.slice(0, 400))
  const clean = (name: string | undefined): string | undefined => name?.replace(/[^\w .+-]/g, '').slice(0, 40) || undefined
  return `${clean(browser.name) ?? 'Unknown browser'} on ${clean(os.name) ?? 'unknown system'}`
}

export function visitorOf(request: FastifyRequest): Visitor {
  const ip = plainAddress(request.ip)
  return { ip, network: networkOf(ip), agent: agentName(request.headers['user-agent']), cookies: readCookies(request.headers.cookie) }
}

/** Gets ready to say where these addresses lie, for pages that show them. Not for a transaction: it may read a file. */
export async function placesOf(core: { places: Places }, ips: readonly string[]): Promise<Places['of']> {
  if (!ips.every(isLocal)) await core.places.ready()
  return core.places.of
}
