import type { PhoneNotice, PhonePrompt } from '@sparekey/protocol/phone'
import { readAccounts, readPairing, type StoredAccount } from '../storage/accounts.ts'
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
export function updateView(device: string, change: Partial<AccountView>): void {
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
