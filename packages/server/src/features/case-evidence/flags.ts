import type { FlagKey, FlagParams } from '@sparekey/protocol/case-words'
import type { Flag } from '@sparekey/protocol/cases'
import { days, hours, type Instant, minutes } from '../../kernel/clock.ts'

// RR-4: the red flags, each a rule of its own on facts that were read elsewhere. One is enough to ask for two people (RR-6). This file
// reads nothing.

/** A person on the phone from so long before the request on does not fit a lost phone. ms */
export const personBefore = minutes(60)
/** A phone's last act is written down at most once a minute: what came that much later is not known to the second. ms */
const writtenWithin = minutes(1)
/** Changes and stops count for so long before the request. ms */
export const lately = days(7)
/** A report by password alone counts for so long before the request. ms */
export const reportedWithin = hours(24)
/** Networks count as seen for so long. ms */
export const seenWithin = days(90)
/** A message that has been tried for so long without arriving has not arrived. ms */
export const toldWithin = minutes(5)

/** By two letters (ISO 3166-1). */
export interface CountryFacts {
  /** That of the request, where it is known. */
  country: string | undefined
  /** Those that the account got in from in the last 90 days, as far as they are known. */
  countriesSeen: readonly string[]
}

/** Whether the account got in from the country of a request; undefined where there is nothing to compare. */
export const isCountrySeen = ({ country, countriesSeen }: CountryFacts): boolean | undefined =>
  country === undefined || countriesSeen.length === 0 ? undefined : countriesSeen.includes(country)

export interface FlagFacts {
  /** When the request was sent, or the case without one was opened. */
  askedAt: Instant
  /** What asks; undefined for an answer without a request (RR-7). */
  asks: ({ browserId: string; browserNew: boolean; networkSeen: boolean } & CountryFacts) | undefined
  /** Trusted, paused or blocked. */
  phones: { name: string; personAt: Instant | null; report: PhoneReport | undefined }[]
  /** The latest of each kind that is not part of the account's creation. */
  changes: Partial<Record<ChangeFlag, Instant>>
  passwordMarked: boolean
  /** Open requests of the account besides this one. */
  otherRequests: number
  stops: { channel: string; at: Instant }[]
  owner: OwnerTold
  /** Approvers whose own browser or network asked, by name. */
  approverAsked: { name: string; by: 'browser' | 'network' }[]
  /** The one who answers changed the account's contact data, and nobody else may answer (RR-6). */
  approverChanged: string | undefined
}

/** "I lost my phone", said after the password alone. */
export interface PhoneReport {
  at: Instant
  by: string | null
  /** Said in a browser that the account's full sign-ins made known. */
  fromKnown: boolean
}

/** `none`: no channel exists. Else what became of the messages about it so far. */
export type OwnerTold = { channels: 'none' } | { channels: 'some'; arrived: boolean; onItsWaySince: Instant | undefined; now: Instant }

export type ChangeFlag = Extract<FlagKey, `changed-${string}`>

const raise = <K extends FlagKey>(key: K, params: FlagParams[K]): Flag => ({ key, params })

type Rule = (facts: FlagFacts) => Flag[]

const phoneUsed: Rule = ({ phones, askedAt }) =>
  phones.flatMap(({ name, personAt }) =>
    personAt !== null && personAt >= askedAt - personBefore - writtenWithin ? [raise('phone-used', { phone: name, at: personAt })] : [],
  )

/** A country that was not seen is one by itself, also on a network that was: blocks of addresses move. One that is not known is none. */
const strangePlace: Rule = ({ asks }) => {
  if (!asks?.browserNew) return []
  if (asks.country !== undefined && isCountrySeen(asks) === false) return [raise('strange-place', { country: asks.country })]
  return asks.networkSeen ? [] : [raise('strange-place', {})]
}

const changeFlags: readonly ChangeFlag[] = ['changed-password', 'changed-email', 'changed-number', 'changed-role', 'changed-group']

const changedLately: Rule = ({ changes, askedAt }) =>
  changeFlags.flatMap((key) => {
    const at = changes[key]
    return at !== undefined && at > askedAt - lately ? [raise(key, { at })] : []
  })

const passwordMarked: Rule = (facts) => (facts.passwordMarked ? [raise('password-marked', {})] : [])

const otherRequest: Rule = ({ otherRequests: count }) => (count > 0 ? [raise('other-requests', { count })] : [])

const stopped: Rule = ({ stops, askedAt }) => stops.filter(({ at }) => at > askedAt - lately).map((stop) => raise('stopped', stop))

/** Said by a browser that is not the one that asks. Where none asks, a known browser is taken for its owner's. */
const reportedElsewhere: Rule = ({ phones, asks, askedAt }) =>
  phones.flatMap(({ name, report }) => {
    if (!report || report.at <= askedAt - reportedWithin) return []
    const own = asks ? report.by === asks.browserId : report.fromKnown
    return own ? [] : [raise('reported-elsewhere', { phone: name, at: report.at })]
  })

const approverAsked: Rule = (facts) => facts.approverAsked.map(({ name, by }) => raise(`approver-${by}`, { name }))

const approverChanged: Rule = ({ approverChanged: name }) => (name === undefined ? [] : [raise('approver-changed', { name })])

const ownerNotTold: Rule = ({ owner }) => {
  if (owner.channels === 'none') return [raise('owner-not-told', {})]
  if (owner.arrived) return []
  const stillFresh = owner.onItsWaySince !== undefined && owner.onItsWaySince > owner.now - toldWithin
  return stillFresh ? [] : [raise('owner-not-told', {})]
}

/** Worst first: what shows that somebody else asks, then what makes it likelier. */
const rules: readonly Rule[] = [
  stopped,
  phoneUsed,
  otherRequest,
  passwordMarked,
  approverAsked,
  approverChanged,
  strangePlace,
  reportedElsewhere,
  changedLately,
  ownerNotTold,
]

/** The red flags that stand by these facts, the worst first. */
export const redFlags = (facts: FlagFacts): Flag[] => rules.flatMap((rule) => rule(facts))
