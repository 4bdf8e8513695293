/** The worker behind the phone app: opens it without a network, and shows what the server pushes. It holds no state. */

import { linkOf, readPush, type ShownNotification } from './notification.ts'
import { renewSubscription } from './renew-subscription.ts'
import { dropOldShells, fromShell, isOurs, keepShell } from './shell.ts'

declare const self: ServiceWorkerGlobalScope
/** Set by the build: the app's files, and a digest of what is in them. */
declare const __SHELL__: readonly string[]
declare const __VERSION__: string

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell(caches, __VERSION__, __SHELL__).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldShells(caches, __VERSION__).then(() => self.clients.claim()))
})

self.addEventListener('fetch', (event) => {
  if (isOurs(event.request, self.location.origin)) event.respondWith(fromShell(caches, __VERSION__, event.request))
})

function messageOf(event: PushEvent): unknown {
  try {
    return event.data?.json()
  } catch {
    return undefined
  }
}

const windows = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true })

async function tellWindows(): Promise<void> {
  for (const client of await windows()) client.postMessage({ look: true })
}

function show({ title, ...options }: ShownNotification): Promise<void> {
  // `actions`, `badge` and `renotify` are not everywhere; where they are missing they are ignored.
  const shown = { ...options, icon: '/app/icon-192.png', badge: '/app/badge-96.png', renotify: true }
  return self.registration.showNotification(title, shown)
}

self.addEventListener('push', (event) => {
  // Shown always and first, also while the app is open: three silent pushes and the subscription is gone on iPhone.
  event.waitUntil(show(readPush(messageOf(event), self.location.origin)).then(tellWindows))
})

async function openApp(link: string): Promise<void> {
  const [client] = await windows()
  if (!client) {
    await self.clients.openWindow(`/app/${link}`)
    return
  }
  client.postMessage({ open: link })
  await client.focus().catch(() => undefined)
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openApp(linkOf(event.notification, event.action)))
})

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(renewSubscription(self.registration))
})
