import type { RefusalCode } from '@sparekey/protocol/errors'

/** The field that a refused invitation is about; undefined where it is about the whole. */
export function fieldOf(code: RefusalCode): 'login' | 'email' | undefined {
  if (code === 'login_taken' || code === 'login_invalid') return 'login'
  if (code === 'address_taken' || code === 'address_invalid') return 'email'
  return undefined
}
