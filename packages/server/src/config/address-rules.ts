import { isIP, isIPv4 } from 'node:net'

// What addresses an operator may set. All rules are about the text alone: nothing is looked up.

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])
/** Names that cannot exist on the public internet (RFC 2606, RFC 6761, RFC 6762), and so cannot be reached by a push service. */
const madeUp = ['localhost', 'local', 'invalid', 'test', 'example', 'internal', 'lan', 'home', 'corp']

export const isLoopbackHost = (host: string): boolean => loopback.has(host)

/** True for a name that a service on the internet could know. */
export function isPublicName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '')
  if (isIP(name.replace(/^\[|\]$/g, '')) !== 0) return false
  const labels = name.split('.')
  return (
    labels.length > 1 && labels.every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label)) && !madeUp.includes(labels.at(-1) ?? '')
  )
}

/** What is wrong with a PUBLIC_URL, as the end of a sentence; undefined if nothing is. */
export function publicUrlProblem(text: string): string | undefined {
  if (!URL.canParse(text)) return 'must be an address such as https://login.example.org'
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'must begin with https://'
  if (url.username || url.password) return 'must not hold a login'
  if (url.pathname !== '/' || url.search || url.hash) return 'must not have a path: give Sparekey a host name of its own'
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return 'must begin with https:// (only localhost works without it: browsers keep no keys on unprotected pages)'
  }
  return undefined
}

/** What is wrong with a push subject; undefined if nothing is. Apple answers 403 to hosts that cannot exist. */
export function pushSubjectProblem(text: string): string | undefined {
  const mail = /^mailto:[^@\s<>]+@([^@\s<>?]+)$/i.exec(text)
  const host = mail?.[1] ?? (text.startsWith('https://') && URL.canParse(text) ? new URL(text).hostname : undefined)
  if (!host) return 'must be mailto:… or https://…'
  return isPublicName(host) ? undefined : `names ${host}, which is no public name; Apple refuses such pushes`
}

/** `host` exact, or `*.suffix` with at least two labels. */
export const isPushHost = (text: string): boolean => isPublicName(text.replace(/^\*\./, ''))

/** An address, or a range such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/')
  if (rest.length > 0 || isIP(address) === 0) return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (isIPv4(address) ? 32 : 128)
}

/** `address`, or `Name <address>`; one line. */
export function isMailSender(text: string): boolean {
  const address = /^[^<>\r\n]*<([^<>\s]+)>$/.exec(text)?.[1] ?? text
  return /^[^@\s<>,;]+@[^@\s<>,;]+$/.test(address)
}
