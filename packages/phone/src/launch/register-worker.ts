const workerUrl = '/app/sw.js'

/** The one script address that this app ever makes, under the only policy that the pages' security policy allows. */
function workerScript(): string {
  const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes
  const policy = factory?.createPolicy('sparekey', {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new TypeError('not the service worker')
      return url
    },
  })
  return policy?.createScriptURL(workerUrl) ?? workerUrl
}

/** Registers the service worker: the app opens without a network, and can be told about logins. */
export async function registerWorker(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  try {
    await navigator.serviceWorker.register(workerScript(), { scope: '/app/', updateViaCache: 'none' })
  } catch {
    // Private windows of some browsers refuse workers. Everything but notifications and opening offline goes on.
  }
}

/** Takes a new version in while the app is in the background, so that nothing changes under somebody's finger. */
export function followUpdates(): void {
  const container = navigator.serviceWorker
  let renewed = false
  let first = !container?.controller
  container?.addEventListener('controllerchange', () => {
    renewed = !first
    first = false
  })
  document.addEventListener('visibilitychange', () => {
    if (renewed && document.hidden) location.reload()
  })
}
