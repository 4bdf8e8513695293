import { mustInstallFirst } from '../launch/platform.ts'
import { observable } from '../state/observable.ts'
import { phone } from '../state/phone.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { keepSubscription, subscribe } from './push-subscription.ts'

/** `off`: nobody asked yet. `install-first`: iPhone, in a tab. `silent`: the vendor's push service does not answer.
 * `refused`: our server did not take the address. `not-offered`: it sends no notifications. `unreached`: it could not be asked.
 * Whatever it is, opening the app shows what waits (SI-7). */
export type NotificationState =
  | 'off'
  | 'on'
  | 'denied'
  | 'unsupported'
  | 'install-first'
  | 'silent'
  | 'refused'
  | 'not-offered'
  | 'unreached'

/** Whether trying again may help. */
export const canTry = (state: NotificationState | undefined): boolean =>
  state === 'off' || state === 'silent' || state === 'refused' || state === 'unreached'

/** How this phone stands with notifications. Undefined until that is known. */
export const notifications = observable<NotificationState | undefined>(undefined)

const supported = () => 'Notification' in window && 'serviceWorker' in navigator && 'PushManager' in window

/** What the browser says, without asking anybody anything. */
function permission(): 'install-first' | 'unsupported' | 'denied' | 'off' | 'granted' {
  if (mustInstallFirst()) return 'install-first'
  if (!supported()) return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  return Notification.permission === 'granted' ? 'granted' : 'off'
}

const mayBeTold = (account: StoredAccount) => account.state !== 'removed'

/** Subscribes if need be and tells the server for every account. */
async function renew(): Promise<NotificationState> {
  const accounts = phone.get().accounts.filter(mayBeTold)
  const first = accounts[0]
  if (!first) return 'off'
  const subscribed = await subscribe(await navigator.serviceWorker.ready, first)
  if (!subscribed.ok) return subscribed.why
  const kept = await Promise.all(accounts.map((account) => keepSubscription(account, subscribed.subscription)))
  return kept.some((outcome) => outcome.ok) ? 'on' : 'refused'
}

/** "Turn on notifications". To be called in a tap: the browser asks the person. */
export async function turnOnNotifications(): Promise<NotificationState> {
  if (permission() === 'off') await Notification.requestPermission()
  return refreshNotifications()
}

/** On every launch: subscriptions vanish without a word, after updates of the system for one. */
export async function refreshNotifications(): Promise<NotificationState> {
  const now = permission()
  const state = now === 'granted' ? await renew() : now
  notifications.set(() => state)
  return state
}

/** The last account has left: nobody is to be told anything here. */
export async function forgetSubscription(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration('/app/')
  const subscription = await registration?.pushManager?.getSubscription()
  await subscription?.unsubscribe()
}
