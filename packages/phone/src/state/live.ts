import { followEvents } from '../api/event-stream.ts'
import { wouldBeSeen } from '../prompts/where-shown.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { lookAt, lookAtAll, lookForPrompts } from './look.ts'
import { screens, seenScreen } from './navigation.ts'
import { loadAccounts, phone } from './phone.ts'

/** ms between two questions while the app is seen, whether or not the stream works: no proxy and no lost event can hold up a
 * prompt for longer (DESIGN §2). */
const pollEvery = 4_000

let watch: AbortController | undefined
let watched = ''

const worthAsking = (account: StoredAccount) => account.state !== 'removed'
const onPhone = (device: string) => phone.get().accounts.find((one) => one.device === device)

function poll(signal: AbortSignal): void {
  const timer = setTimeout(async () => {
    await Promise.all(phone.get().accounts.filter(worthAsking).map(lookForPrompts))
    if (!signal.aborted) poll(signal)
  }, pollEvery)
  signal.addEventListener('abort', () => clearTimeout(timer))
}

function stop(): void {
  watch?.abort()
  watch = undefined
  watched = ''
}

/** One stream for each account, and the poll beside them. Starts anew when the accounts change, and not otherwise. */
function start(): void {
  const accounts = phone.get().accounts.filter(worthAsking)
  const devices = accounts.map((one) => one.device).join(' ')
  if (devices === watched) return
  stop()
  watched = devices
  if (accounts.length === 0) return
  watch = new AbortController()
  const { signal } = watch
  for (const { device, sign } of accounts) {
    const look = () => {
      const account = onPhone(device)
      if (account) void lookAt(account)
    }
    void followEvents({ device, sign }, look, signal)
  }
  poll(signal)
}

/** Looks at once when the app opens and whenever it comes back to the foreground, goes on while it is seen, and does nothing
 * while it is hidden. A notification's own link is never relied on. */
export function goLive(): void {
  const seen = async () => {
    if (document.hidden) return stop()
    await loadAccounts()
    start()
    await lookAtAll(true)
  }
  document.addEventListener('visibilitychange', () => void seen())
  addEventListener('pageshow', (event) => {
    if (event.persisted) void seen()
  })
  addEventListener('online', () => void lookAtAll(false))
  let couldSee = wouldBeSeen(seenScreen(), document.hidden)
  screens.subscribe(() => {
    // A pairing was left: what waits may have waited the whole time.
    const canSee = wouldBeSeen(seenScreen(), document.hidden)
    if (canSee && !couldSee) void lookAtAll(false)
    couldSee = canSee
  })
  phone.subscribe(() => {
    if (!document.hidden && phone.get().loaded) start()
  })
  void seen()
}
