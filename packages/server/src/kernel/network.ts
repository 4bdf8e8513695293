import { isIPv4, isIPv6 } from 'node:net'

/** The eight groups of an IPv6 address, or undefined. */
function groupsOf(ip: string): number[] | undefined {
  if (!isIPv6(ip)) return undefined
  const bare = ip.split('%')[0] ?? ip
  const [head = '', tail] = bare.split('::')
  const read = (part: string): number[] => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const left = read(head)
  const right = tail === undefined ? [] : read(tail)
  const gap = tail === undefined ? 0 : 8 - left.length - right.length
  return [...left, ...Array<number>(gap).fill(0), ...right]
}

/** An address as it is kept and shown: IPv4 inside IPv6 is written as IPv4. */
export function plainAddress(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)
  return mapped?.[1] ?? ip
}

/** What counts as one network for limits: an IPv4 address, or an IPv6 /64 (SI-10). */
export function networkOf(ip: string): string {
  const address = plainAddress(ip)
  if (isIPv4(address)) return address
  const groups = groupsOf(address)
  if (!groups) return 'unknown'
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}

/** True for loopback, private and link-local ranges: shown as "Local network" instead of a place. */
export function isLocal(ip: string): boolean {
  const address = plainAddress(ip)
  if (isIPv4(address)) return /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.)/.test(address)
  return /^(::1$|f[cd]|fe[89ab])/i.test(address)
}
