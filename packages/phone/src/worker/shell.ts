/** The app's own files, kept so that it opens without a network, months later (VC-1). */

const prefix = 'sparekey-app-'

/** Keeps every file of this version. `reload` passes by the browser's own cache, which may hold an older one. */
export async function keepShell(caches: CacheStorage, version: string, files: readonly string[]): Promise<void> {
  const cache = await caches.open(prefix + version)
  await cache.addAll(files.map((file) => new Request(file, { cache: 'reload', credentials: 'omit' })))
}

/** Drops older versions, except the last one: a page that is open may still load parts of it. */
export async function dropOldShells(caches: CacheStorage, version: string): Promise<void> {
  const older = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + version)
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)))
}

/** Whether the worker answers this request at all. Everything that is not one of the app's own files goes to the network. */
export function isOurs(request: { method: string; url: string }, origin: string): boolean {
  const url = new URL(request.url)
  return request.method === 'GET' && url.origin === origin && url.pathname.startsWith('/app/') && url.pathname !== '/app/sw.js'
}

/** A file of this version, of the last one, or from the network. Every address of the app itself is its one page. */
export async function fromShell(caches: CacheStorage, version: string, request: Request): Promise<Response> {
  const cache = await caches.open(prefix + version)
  const wanted = request.mode === 'navigate' ? '/app/' : request
  return (await cache.match(wanted)) ?? (await caches.match(wanted)) ?? fetch(request)
}
