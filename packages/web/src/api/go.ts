/** Where the reader asked to go before the sign-in: a path on this site, or nothing. The service checks it again. */
export const wantedPath = (): string | undefined => new URLSearchParams(location.search).get('to') ?? undefined

/** The reader wants to confirm, also in a browser that skips it (SI-13). */
export const wantsConfirmation = (): boolean => new URLSearchParams(location.search).has('confirm')

/** Goes to a page of this site, without a way back to the page that was left. Anything else leads to the start. */
export function goTo(path: string): void {
  const target = new URL(path, location.origin)
  location.replace(target.origin === location.origin ? target.href : '/')
}
