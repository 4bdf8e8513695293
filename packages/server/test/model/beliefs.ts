import type { Holder, Member, Person, Place } from './cast.ts'

// What somebody who only read the specification, and watched the whole story, takes for true. Nothing here is read from the
// service but names of things (ids), so that its rows can be compared with what is believed of them. All times are ms.

/** What can sign in somebody's name. */
export interface PhoneBelief {
  id: string
  account: Person
  /** In whose hand it is: a phone that was paired in a stranger's session is the stranger's. */
  holder: Holder
  state: 'ready' | 'trusted' | 'blocked' | 'gone'
  /** It was lost: it confirms nothing any more (RR-10). */
  pausedForGood: boolean
  addedAt: number
  /** AU-4: unusable until two approvers allow it. */
  held: boolean
  lastStep: number
  /** What it confirms counts as weak until then: it was added by a recovery code or SMS (SI-16). */
  weakUntil: number
  sign(bytes: Uint8Array): string
}

export interface CodesBelief {
  id: string
  account: Person
  holder: Holder
  codes: readonly string[]
  spent: Set<string>
  madeAt: number
  /** AU-4: unusable until two approvers allow it. */
  held: boolean
  over: boolean
}

/** A number for SMS (SM-3). */
export interface NumberBelief {
  id: string
  account: Person
  number: string
  addedAt: number
  /** A changed one serves no sign-in for 72 hours. */
  servesFrom: number
  held: boolean
  /** Why it serves no more for certain. */
  over: string | undefined
}

/** An e-mail address (EN-6). */
export interface AddressBelief {
  id: string
  account: Person
  /** Who reads what is sent there. */
  holder: Holder
  address: string
  askedAt: number
  /** Since when it is proved. */
  provedAt: number | undefined
  removedAt: number | undefined
  held: boolean
}

/** The link that undoes one change of the addresses (EN-6). */
export interface UndoBelief {
  token: string
  account: Person
  change: 'added' | 'removed'
  changed: AddressBelief
  told: AddressBelief
  at: number
}

/** The way back of one thing that "This wasn't me" holds (AU-4). */
export interface AllowanceBelief {
  account: Person
  item: string
  by: Set<Person>
  /** The end of the wait where fewer than two qualified (RR-6). */
  waitsUntil: number | undefined
}

export interface AccountBelief {
  person: Person
  member: Member
  password: string
  version: number
  /** A stranger is believed to know the password (SI-15). */
  marked: boolean
  enabled: boolean
  role: 'member' | 'approver' | 'admin'
  /** The roles of the last days, the newest last: the highest of 7 days counts (RR-6). */
  roles: { role: 'member' | 'approver' | 'admin'; until: number }[]
  approverSince: number
  inSales: boolean
  /** Since when: to its approvers it is new for 7 days (RR-6). */
  inSalesSince: number
  /** In the marked group, or when it was left (RR-6). */
  inBoard: boolean
  leftBoardAt: number
  /** Whom somebody answers for does not follow from their own groups; it ends with the role. */
  answersForSales: boolean
  twoFactor: boolean
  dueAt: number
  /** When "Stop this" was said. */
  stops: number[]
  /** Who changed its role or groups, and when. */
  changes: { by: Person; at: number }[]
  /** When an address or the number changed: a red flag for 7 days (RR-4). */
  reachedElsewhere: number[]
}

export interface SignInBelief {
  id: string
  account: Person
  place: Place
  at: number
  version: number
  purpose: 'sign-in' | 'act'
  act: string
  params: string
  session: SessionBelief | undefined
  /** Since when it waits for a request (SI-11). */
  requested: boolean
  confirmed: { method: string; at: number; phone: string | undefined; weakUntil: number } | undefined
  passwordAgainAt: number
  /** It changed the password itself (SI-12). */
  changedPassword: boolean
  /** The box that lets this browser skip the confirmation next time is ticked (SI-13). */
  asksToRemember: boolean
  /** It used the break-glass kit. */
  usedKit: boolean
  over: string | undefined
}

export interface RequestBelief {
  id: string
  account: Person
  place: Place
  signIn: SignInBelief
  sentAt: number
  shared: boolean
  disputed: boolean
  over: string | undefined
}

export interface ApprovalBelief {
  by: Person
  at: number
  hours: number
  any: boolean
  case: string
  /** The request, or the case where there is none. */
  key: string
  request: RequestBelief | undefined
  gives: 'suspension' | 'password'
  fate: 'lost' | 'left'
  numberInIt: boolean
}

export interface SuspensionBelief {
  account: Person
  /** The browsers that it lets in: the one that asked, or those that typed an access code. */
  places: Place[]
  /** For any browser: three at most, each by a code of its own (RR-8). */
  any: boolean
  /** Who approved it: it counts while they may, until it is first used. */
  approvedBy: Person[]
  used: boolean
  startsAt: number
  endsAt: number
  fate: 'lost' | 'left'
  request: RequestBelief | undefined
  source: 'approval' | 'kit' | 'cli'
  over: string | undefined
  /** The phones that the account had when it was granted (RR-10); whoever confirms otherwise may add another one meanwhile. */
  paused?: string[]
}

/** A browser that skips the confirmation (SI-13). */
export interface RememberedBelief {
  account: Person
  place: Place
  endsAt: number
  phone: string | undefined
  over: string | undefined
}

export interface AccessCodeBelief {
  code: string
  account: Person
  gives: 'suspension' | 'password'
  suspension: SuspensionBelief | undefined
  worksFrom: number
  endsAt: number
  madeBy: Person | undefined
  spent: boolean
  over: boolean
}

export interface SessionBelief {
  id: string
  account: Person
  place: Place
  access: 'full' | 'one-factor' | 'set-up'
  signIn: SignInBelief
  suspension: SuspensionBelief | undefined
  openedAt: number
  endsAt: number
  /** The cookie, for trying it after its end. */
  cookie: string
  /** Why it has ended for certain. */
  over: string | undefined
  /** Fresh confirmations that can be used once. */
  fresh: { act: string; params: string; at: number; method: string; weakUntil: number; spent: boolean }[]
  /** What confirmed it counts as weak until then (SI-16). */
  weakUntil: number
  /** A recovery code or SMS stands in for one phone, in its first 15 minutes (SI-16). */
  mayAddPhone: boolean
}

/** All that is believed. */
export interface Beliefs {
  accounts: Record<Person, AccountBelief>
  phones: PhoneBelief[]
  codeSets: CodesBelief[]
  signIns: SignInBelief[]
  requests: RequestBelief[]
  approvals: ApprovalBelief[]
  /** What each approver wrote down of step (2), by approver and request or case: whether what was said agreed (RR-5). */
  agreed: Map<string, boolean>
  suspensions: SuspensionBelief[]
  accessCodes: AccessCodeBelief[]
  sessions: SessionBelief[]
  remembered: RememberedBelief[]
  /** Which version of a password Eve knows. */
  eveKnows: Map<Person, string>
  numbers: NumberBelief[]
  addresses: AddressBelief[]
  undos: UndoBelief[]
  /** Reset links that went out, by their token. */
  resets: Map<string, { account: Person; to: string; at: number }>
  allowances: AllowanceBelief[]
  /** One-time values that were accepted, by what they are. */
  spent: Set<string>
  kit: { kit: string; spent: boolean } | undefined
}
