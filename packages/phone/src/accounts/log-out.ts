import { isPassing, type Refused } from '../api/outcome.ts'
import { logOutDevice } from '../api/phone-act.ts'
import { forgetSubscription } from '../notifications/notifications.ts'
import { loadAccounts, phone } from '../state/phone.ts'
import { removeAccount, type StoredAccount } from '../storage/accounts.ts'

/** `here`: the keys are gone from this phone, and the server could not be told. */
export type LoggedOut = 'everywhere' | 'here' | { refused: Refused }

/** "Log out on this phone" (TD-6): the server forgets the device first, then the keys are deleted. Without a connection they
 * are deleted all the same: whoever hands the phone on must not have to wait for a network. */
export async function logOut(account: StoredAccount): Promise<LoggedOut> {
  const told = await logOutDevice(account)
  const forgotten = told.ok || told.code === 'device_unknown' || told.code === 'device_not_trusted' || account.state === 'removed'
  if (!forgotten && !isPassing(told)) return { refused: told }
  await removeAccount(account.device)
  await loadAccounts()
  if (phone.get().accounts.length === 0) await forgetSubscription().catch(() => undefined)
  return forgotten ? 'everywhere' : 'here'
}
