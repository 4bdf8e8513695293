import type { LinkPurpose } from '@sparekey/protocol/account'

const purposes: Record<LinkPurpose, true> = {
  'first-start': true,
  invitation: true,
  reset: true,
  email: true,
  'email-undo': true,
  stop: true,
  'not-me': true,
  'set-up': true,
}

const isPurpose = (text: string | undefined): text is LinkPurpose => text !== undefined && Object.hasOwn(purposes, text)

export interface Link {
  purpose: LinkPurpose
  token: string
}

/** What an address of a link page says: `/link/PURPOSE#TOKEN`. The token may come from what an earlier load kept. */
export function readLink(path: string, fragment: string, kept: string | null): Link | undefined {
  const purpose = path.split('/')[2]
  const token = fragment.replace(/^#/, '') || kept || ''
  return isPurpose(purpose) && /^[\w-]{43}$/.test(token) ? { purpose, token } : undefined
}

const keyOf = (path: string): string => `sparekey-link:${path}`

/** Takes the token out of the address bar, where it would be seen and kept in the history; this tab keeps it for a refresh. */
export function takeLink(): Link | undefined {
  const link = readLink(location.pathname, location.hash, sessionStorage.getItem(keyOf(location.pathname)))
  if (location.hash) history.replaceState(null, '', location.pathname)
  if (link) sessionStorage.setItem(keyOf(location.pathname), link.token)
  return link
}

/** The link has done its work: this tab forgets it. */
export const dropLink = (): void => sessionStorage.removeItem(keyOf(location.pathname))
