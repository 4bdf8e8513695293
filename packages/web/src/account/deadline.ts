const day = 86_400_000

/** Days until two-factor authentication must be on (EN-2), as the reader's calendar counts them: 0 on the last day. Times in ms. */
export const daysLeft = (dueAt: number, now: number): number => Math.max(0, Math.round((midnight(dueAt) - midnight(now)) / day))

const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0)

/** The banner asks once a day: closed, it stays away until a day has passed. A clock that was set back does not keep it away for longer. */
export const bannerRests = (closedAt: number | undefined, now: number): boolean =>
  closedAt !== undefined && now >= closedAt && now - closedAt < day

const nameOf = (account: string) => `sparekey.banner-closed.${account}`

export function readClosed(account: string): number | undefined {
  try {
    const at = Number(localStorage.getItem(nameOf(account)) ?? Number.NaN)
    return Number.isFinite(at) ? at : undefined
  } catch {
    // Storage is switched off in this browser: the banner asks each time.
    return undefined
  }
}

export function rememberClosed(account: string, at: number): void {
  try {
    localStorage.setItem(nameOf(account), String(at))
  } catch {
    // As above.
  }
}
