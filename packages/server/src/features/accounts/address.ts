import { domainToASCII } from 'node:url'
import { loginKeyOf } from './login-name.ts'

// One plain form of address and nothing else: what quoting, comments or line breaks could do to a mail's header cannot be
// written at all (ASVS 1.3.11).
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i

/** An e-mail address as it is kept, its domain in ASCII, or undefined if it is none that a mail server takes. */
export function readAddress(typed: string): string | undefined {
  const text = typed.trim()
  const at = text.lastIndexOf('@')
  const name = text.slice(0, at)
  const domain = domainToASCII(text.slice(at + 1))
  if (at < 1 || name.length > 64 || !local.test(name)) return undefined
  const labels = domain.split('.')
  if (labels.length < 2 && domain !== 'localhost') return undefined
  if (!labels.every((one) => label.test(one)) || /^[0-9]+$/.test(labels.at(-1) ?? '')) return undefined
  const address = `${name}@${domain}`
  return address.length <= 254 ? address : undefined
}

/** An address as it is compared. */
export const addressKeyOf = (address: string): string => {
  const at = address.lastIndexOf('@')
  return loginKeyOf(`${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`)
}
