import type { PhoneMe } from '@sparekey/protocol/phone'
import { proveDevice } from '../api/device-token.ts'
import { isPassing, isUnreachable, type Refused } from '../api/outcome.ts'
import { phoneApi } from '../api/phone-api.ts'
import { serverNow } from '../api/server-clock.ts'
import { wouldBeSeen } from '../prompts/where-shown.ts'
import { keepTold, removeAccount, type StoredAccount, type Told } from '../storage/accounts.ts'
import { seenScreen } from './navigation.ts'
import { loadAccounts, phone, updateView } from './phone.ts'
import { standingOf } from './standing.ts'

/** Keeps a change of what a record says, here and on the disk. */
async function change(account: StoredAccount, to: Told): Promise<void> {
  const same = Object.entries(to).every(([key, value]) => account[key as keyof typeof to] === value)
  if (same) return
  await keepTold(account.device, to)
  await loadAccounts()
}

/** The server knows this device no more. Where the same account was paired anew here, nothing is left to say about it. */
async function markRemoved(account: StoredAccount): Promise<void> {
  const again = phone.get().accounts.some((one) => one.account === account.account && one.pairedAt > account.pairedAt)
  if (!again) return change(account, { state: 'removed' })
  await removeAccount(account.device)
  await loadAccounts()
}

const takeMe = (account: StoredAccount, me: PhoneMe): Promise<void> =>
  change(account, {
    state: me.state,
    siteName: me.siteName,
    pausedUntil: me.pausedUntil,
    ...(me.account ? { login: me.account.login, name: me.account.name } : {}),
  })

/** A refusal of the device itself, rather than of one question. */
async function takeRefusal(account: StoredAccount, refused: Refused): Promise<void> {
  if (refused.code === 'device_unknown') await markRemoved(account)
  // What waits may go on waiting while the server does not answer; it runs out by its own time.
  updateView(account.device, isPassing(refused) ? { reached: !isUnreachable(refused) } : { reached: true, prompts: [] })
}

/** Asks for the waiting prompts of one account. */
export async function lookForPrompts(account: StoredAccount): Promise<void> {
  if (wouldBeSeen(seenScreen(), document.hidden)) {
    const outcome = await phoneApi.prompts(account)
    if (!outcome.ok) return takeRefusal(account, outcome)
    updateView(account.device, { reached: true, prompts: outcome.value.prompts })
  }
  // Nothing waits for a phone that is not trusted; but it may become so at any moment, such as at the end of the set-up.
  if (standingOf(account, serverNow()) !== 'trusted') await lookAtDevice(account)
}

/** Asks how this device stands with its account. */
async function lookAtDevice(account: StoredAccount): Promise<void> {
  const me = await phoneApi.me(account)
  if (!me.ok) return takeRefusal(account, me)
  updateView(account.device, { reached: true, push: me.value.push, ...(me.value.state === 'trusted' ? {} : { prompts: [] }) })
  await takeMe(account, me.value)
}

export async function lookForNotices({ device }: StoredAccount): Promise<void> {
  const account = phone.get().accounts.find((one) => one.device === device)
  // A phone that never was trusted is told nothing of the account.
  if (!account || account.state === 'ready' || account.state === 'removed') return updateView(device, { notices: [] })
  const outcome = await phoneApi.notices(account)
  if (outcome.ok) updateView(account.device, { notices: outcome.value.notices })
  else if (!isPassing(outcome)) updateView(account.device, { notices: [] })
}

/** By device id: the look that is under way, and whether something changed since it began. */
const looks = new Map<string, { again: boolean; done: Promise<void> }>()

/** Asks for everything about one account. Changes that come in meanwhile are looked at together, after it. */
export function lookAt({ device }: StoredAccount): Promise<void> {
  const underWay = looks.get(device)
  if (underWay !== undefined) {
    underWay.again = true
    return underWay.done
  }
  const look = { again: true, done: Promise.resolve() }
  looks.set(device, look)
  look.done = lookUntilDone(device, look).finally(() => looks.delete(device))
  return look.done
}

async function lookUntilDone(device: string, look: { again: boolean }): Promise<void> {
  while (look.again) {
    look.again = false
    const account = phone.get().accounts.find((one) => one.device === device)
    if (account) await lookOnce(account)
  }
}

/** Prompts first, since somebody waits for them. */
async function lookOnce(account: StoredAccount): Promise<void> {
  await lookForPrompts(account)
  await lookAtDevice(account)
  await lookForNotices(account)
}

/** Asks about all accounts. @param person whether somebody opened the app just now (RR-4) */
export async function lookAtAll(person: boolean): Promise<void> {
  await Promise.all(
    phone.get().accounts.map(async (account) => {
      if (person) await proveDevice(account, true)
      await lookAt(account)
    }),
  )
}
