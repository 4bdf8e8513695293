import { isIPv4 } from 'node:net'
import { networkOf, plainAddress } from './network.ts'

/** What counts as one network for "not seen in 90 days": an IPv4 /24, an IPv6 /48. The smallest blocks that are routed and handed to a
 * site, since the address at home changes within them from day to day, and a wider one would hold a stranger of the same provider. */
export function networkBlock(ip: string): string {
  const address = plainAddress(ip)
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`
  const wide = networkOf(address)
  return wide === 'unknown' ? wide : `${wide.split(':').slice(0, 3).join(':')}::/48`
}

/** The machine itself: behind it everybody looks alike, be it in a demo or behind a proxy that was not named. */
export const isLoopback = (ip: string): boolean => /^(127\.|::1$)/.test(plainAddress(ip))
