import { isIP } from 'node:net'
import type { PushConfig } from '../../config/config.ts'

/** True for a host that is listed: exactly, or as a name under a listed `*.suffix`. A suffix begins at a dot, so that
 * `evil-example.net` never passes for `*.example.net` (CVE-2026-39087). */
const listed = (host: string, hosts: readonly string[]): boolean =>
  hosts.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) && host.length > one.length - 1 : host === one))

const loopback = new Set(['localhost', '127.0.0.1'])

/** Whether a push address that a phone gave may be called (P-14). The service calls it from inside its network, so only
 * known push services: https on its own port, no name and password in it, no bare IP address. */
export function mayCall(endpoint: string, config: Pick<PushConfig, 'hosts' | 'allowLoopback'>): boolean {
  const url = URL.parse(endpoint)
  if (url?.username !== '' || url.password !== '' || url.hash !== '') return false
  if (config.allowLoopback && url.protocol === 'http:' && loopback.has(url.hostname)) return true
  if (url.protocol !== 'https:' || url.port !== '') return false
  if (isIP(url.hostname) !== 0 || url.hostname.startsWith('[')) return false
  return listed(url.hostname, config.hosts)
}
