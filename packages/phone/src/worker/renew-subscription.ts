import { restoreServerClock } from '../api/server-clock.ts'
import { keepSubscription, subscribe } from '../notifications/push-subscription.ts'
import { readAccounts } from '../storage/accounts.ts'

/** The browser replaced the push subscription: every account's server side learns the new one. The app does this by itself, and
 * its proofs say so. */
export async function renewSubscription(registration: ServiceWorkerRegistration): Promise<void> {
  await restoreServerClock()
  const { accounts } = await readAccounts()
  const [first] = accounts
  if (!first) return
  const subscribed = await subscribe(registration, first)
  if (subscribed.ok) await Promise.all(accounts.map((account) => keepSubscription(account, subscribed.subscription)))
}
