import { serverNow } from '../api/server-clock.ts'
import { waitingPrompts } from '../prompts/waiting.ts'
import { lookAtAll } from '../state/look.ts'
import { goHome, openScreen, replaceScreen } from '../state/navigation.ts'
import { phone, viewOf } from '../state/phone.ts'
import { type Launch, readLaunch } from './launch-link.ts'
import { mustInstallFirst } from './platform.ts'

/** Takes what the app was opened for out of the address: it can hold a pairing token, and the address stays in the history. */
export function takeLaunch(): Launch {
  const launch = readLaunch(location.hash)
  if (location.hash) history.replaceState(null, '', location.pathname)
  return launch
}

/** A notification can open the app a moment before its window is seen, and what waits is asked for only then (SI-6). */
const whenSeen = () =>
  new Promise<void>((resolve) => {
    if (!document.hidden) return resolve()
    document.addEventListener('visibilitychange', () => resolve(), { once: true })
  })

async function openPrompt(id: string, deny: boolean): Promise<void> {
  const find = () => waitingPrompts(phone.get(), serverNow()).find((one) => one.prompt.id === id)
  await whenSeen()
  if (!find()) await lookAtAll(false)
  const open = find()
  goHome()
  const unreached = phone.get().accounts.some(({ device }) => !viewOf(phone.get(), device).reached)
  // Home says that there is no connection, and shows the prompt once there is.
  if (!open && unreached) return
  if (!open) openScreen(mustInstallFirst() ? { name: 'open-installed' } : { name: 'over', why: 'gone' })
  else openScreen(deny ? { name: 'deny', open, confirmed: false } : { name: 'prompt', open })
}

/** Goes to what the app was opened for. It only ever opens a screen; what is done there takes a person. */
export async function follow(launch: Launch): Promise<void> {
  if (launch.kind === 'pair' && !mustInstallFirst()) replaceScreen({ name: 'link', secret: { token: launch.token } })
  if (launch.kind === 'prompt') await openPrompt(launch.prompt, launch.deny)
  if (launch.kind === 'notices' && phone.get().accounts.length > 0) replaceScreen({ name: 'notices' })
}

/** Links that reach the app while it is open: the address changes, or the service worker says what was tapped. */
export function followLinks(): void {
  addEventListener('hashchange', () => void follow(takeLaunch()))
  navigator.serviceWorker?.addEventListener('message', (event: MessageEvent<unknown>) => {
    const { open, look } = (event.data ?? {}) as { open?: unknown; look?: unknown }
    if (typeof open === 'string') void follow(readLaunch(open))
    else if (look) void lookAtAll(false)
  })
}
