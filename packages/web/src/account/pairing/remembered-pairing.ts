/** Which pairing this tab is in, so that a refresh, or leaving and coming back, goes on with it (TD-1). An id carries no
 * authority: the service shows a pairing to its own session only. */
export interface RememberedPairing {
  read: () => string | undefined
  keep: (id: string) => void
  forget: () => void
}

/** `what` tells pairings of one tab apart: the set-up, one more phone, or the device that is replaced. */
export function rememberedPairing(what: string): RememberedPairing {
  const name = `sparekey.pairing.${what}`
  const guarded = <T>(use: (storage: Storage) => T): T | undefined => {
    try {
      return use(sessionStorage)
    } catch {
      // Storage is switched off in this browser: a refresh begins anew.
      return undefined
    }
  }
  return {
    read: () => guarded((storage) => storage.getItem(name)) ?? undefined,
    keep: (id) => guarded((storage) => storage.setItem(name, id)),
    forget: () => guarded((storage) => storage.removeItem(name)),
  }
}
