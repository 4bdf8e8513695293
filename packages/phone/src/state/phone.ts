import type { PhoneMe, PhoneNotice, PhonePrompt } from '@sparekey/protocol/phone'
import { proveDevice } from '../api/device-token.ts'
import { isPassing, isUnreachable, type Refused } from '../api/outcome.ts'
import { phoneApi } from '../api/phone-api.ts'
import { keepTold, readAccounts, readPairing, removeAccount, type StoredAccount, type Told } from '../storage/accounts.ts'
import { readNote, writeNote } from '../storage/notes.ts'
import { observable } from './observable.ts'
import type { ScannedPhone } from './screen.ts'

/** What the server told last about one account on this phone. */
export interface AccountView {
  /** Whether the server has said anything yet since the app was opened. */
  looked: boolean
  /** Whether the last question reached the server. */
  reached: boolean
  prompts: readonly PhonePrompt[]
  notices?: readonly PhoneNotice[]
  /** The server has a push address of this phone. */
  push?: boolean
}

export interface PhoneState {
  loaded: boolean
  accounts: readonly StoredAccount[]
  /** Accounts whose keys the browser lost. */
  keyless: readonly StoredAccount[]
  /** A pairing that waits for the computer. */
  pairing: ScannedPhone | undefined
  /** The device id of the account that is shown. */
  current: string | undefined
  views: Readonly<Record<string, AccountView>>
  /** By device id: the time of the newest notice that was looked at. */
  noticesSeen: Readonly<Record<string, number>>
}

export const phone = observable<PhoneState>({
  loaded: false,
  accounts: [],
  keyless: [],
  pairing: undefined,
  current: undefined,
  views: {},
  noticesSeen: {},
})

const update = (change: Partial<PhoneState>) => phone.set((before) => ({ ...before, ...change }))
const nothing: AccountView = { looked: false, reached: true, prompts: [] }

/** Merges into what is known of one account, if it is still on the phone. */
function updateView(device: string, change: Partial<AccountView>): void {
  phone.set((before) => {
    if (!before.accounts.some((one) => one.device === device)) return before
    return { ...before, views: { ...before.views, [device]: { ...(before.views[device] ?? nothing), looked: true, ...change } } }
  })
}

export const viewOf = (state: PhoneState, device: string): AccountView => state.views[device] ?? nothing
export const currentAccount = (state: PhoneState): StoredAccount | undefined =>
  state.accounts.find((one) => one.device === state.current) ?? state.accounts[0]
/** What this phone calls an account. */
export const accountName = (account: StoredAccount): string => account.label ?? account.name

/** Reads the accounts anew: another window may have changed them. Where storage is refused, what is known stays; the app opens
 * all the same, and says so when something is to be kept. */
export async function loadAccounts(): Promise<void> {
  await readAll().catch(() => update({ loaded: true }))
}

async function readAll(): Promise<void> {
  const [kept, pairing, current, noticesSeen] = await Promise.all([
    readAccounts(),
    readPairing(),
    readNote('current'),
    readNote('noticesSeen'),
  ])
  update({ ...kept, pairing, current, noticesSeen: noticesSeen ?? {}, loaded: true })
}

export async function chooseAccount(device: string): Promise<void> {
  update({ current: device })
  await writeNote('current', device)
}

export async function markNoticesSeen(device: string, at: number): Promise<void> {
  const seen = { ...phone.get().noticesSeen, [device]: at }
  update({ noticesSeen: seen })
  await writeNote('noticesSeen', seen)
}

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
  const outcome = await phoneApi.prompts(account)
  if (!outcome.ok) return takeRefusal(account, outcome)
  updateView(account.device, { reached: true, prompts: outcome.value.prompts })
  // Nothing waits for a phone that is not trusted; but it may become so at any moment, such as at the end of the set-up.
  if (account.state !== 'trusted') await lookAtDevice(account)
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

/** Asks for everything about one account: prompts first, since somebody waits for them. */
export async function lookAt(account: StoredAccount): Promise<void> {
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
