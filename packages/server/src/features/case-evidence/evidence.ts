import type { EvidenceKey, EvidenceParams } from '@sparekey/protocol/case-words'
import type { Evidence } from '@sparekey/protocol/cases'
import { hours, type Instant } from '../../kernel/clock.ts'
import { type CountryFacts, isCountrySeen, lately, personBefore } from './flags.ts'

// RR-4: evidence, not claims. Sentences by key, from facts that were read elsewhere; this file reads nothing.

/** Failed confirmations before a request count for so long. ms */
export const failuresBefore = hours(24)

type Tone = Evidence['tone']

const say = <K extends EvidenceKey>(key: K, params: EvidenceParams[K], tone: Tone): Evidence => ({ key, params, tone })

export interface RequestFacts extends CountryFacts {
  knownBrowser: boolean
  knownSince: Instant | undefined
  /** The account got in from there in the last 90 days; undefined where the address says nothing. */
  networkSeen: boolean | undefined
  createdAt: Instant
  prompts: number
  codes: number
  others: number
}

const networkEvidence = (seen: boolean | undefined): Evidence[] =>
  seen === undefined ? [] : [seen ? say('network-seen', {}, 'usual') : say('network-new', {}, 'unusual')]

function countryEvidence(facts: CountryFacts): Evidence[] {
  const seen = isCountrySeen(facts)
  if (facts.country === undefined || seen === undefined) return []
  const { country, countriesSeen } = facts
  return [seen ? say('country-seen', { country }, 'usual') : say('country-new', { country, usual: countriesSeen.join(' ') }, 'unusual')]
}

/** Of one request: its browser, and what failed before it. */
export function requestEvidence(facts: RequestFacts): Evidence[] {
  const { prompts, codes, others } = facts
  return [
    facts.knownBrowser ? say('browser-known', { since: facts.knownSince ?? facts.createdAt }, 'usual') : say('browser-new', {}, 'unusual'),
    ...networkEvidence(facts.networkSeen),
    ...countryEvidence(facts),
    prompts + codes === 0 ? say('failed-none', {}, 'plain') : say('failed-before', { prompts, codes }, 'plain'),
    ...(others > 0 ? [say('other-requests', { count: others }, 'unusual')] : []),
  ]
}

export interface PhoneFacts {
  name: string
  state: string
  addedAt: Instant
  signedAt: Instant | null
  personAt: Instant | null
  lostAt: Instant | null
}

export interface AccountFacts {
  now: Instant
  /** When the case began: what a person did on a phone counts from an hour before it on. */
  since: Instant
  createdAt: Instant
  phones: PhoneFacts[]
  /** The latest of each kind, without what made the account. */
  changes: Partial<Record<ChangeKey, Instant>>
  passwordMarked: boolean
  stops: { channel: string; at: Instant }[]
  /** When the first message about it reached the owner; `waiting`: one is on its way. */
  told: Instant | 'waiting' | undefined
}

export type ChangeKey = 'changed-password' | 'changed-email' | 'changed-number' | 'changed-role' | 'changed-group' | 'codes-made'

const changeKeys: readonly ChangeKey[] = [
  'changed-password',
  'changed-email',
  'changed-number',
  'changed-role',
  'changed-group',
  'codes-made',
]

/** Of the account: phones, changes, password, stops, and whether its owner knows. */
export function accountEvidence(facts: AccountFacts): Evidence[] {
  const changes = changeKeys.flatMap((key) => {
    const at = facts.changes[key]
    return at === undefined ? [] : [say(key, { at }, 'unusual')]
  })
  const added = facts.phones.some((phone) => isRecent(phone, facts))
  return [
    ...(facts.phones.some((phone) => phone.state !== 'removed') ? [] : [say('no-phone', {}, 'plain')]),
    ...facts.phones.flatMap((phone) => phoneEvidence(phone, facts)),
    ...(changes.length === 0 && !added ? [say('nothing-changed', {}, 'usual')] : changes),
    ...(facts.passwordMarked ? [say('password-marked', {}, 'unusual')] : []),
    ...facts.stops.map((stop) => say('stopped', { channel: stop.channel, at: stop.at }, 'unusual')),
    ...toldEvidence(facts.told),
  ]
}

/** A phone that was added lately, but not together with the account. */
const isRecent = (phone: PhoneFacts, facts: AccountFacts): boolean =>
  phone.addedAt > facts.since - lately && phone.addedAt > facts.createdAt + hours(24)

function phoneEvidence(phone: PhoneFacts, facts: AccountFacts): Evidence[] {
  const { name, signedAt, personAt, lostAt } = phone
  return [
    signedAt === null ? say('phone-never-signed', { phone: name }, 'plain') : say('phone-signed', { phone: name, at: signedAt }, 'plain'),
    ...(personAt !== null && personAt >= facts.since - personBefore ? [say('phone-used', { phone: name, at: personAt }, 'unusual')] : []),
    ...(isRecent(phone, facts) ? [say('phone-added', { phone: name, at: phone.addedAt }, 'unusual')] : []),
    ...(lostAt === null ? [] : [say('phone-reported-lost', { phone: name, at: lostAt }, 'plain')]),
  ]
}

function toldEvidence(told: AccountFacts['told']): Evidence[] {
  if (told === 'waiting') return []
  return [told === undefined ? say('owner-not-told', {}, 'unusual') : say('owner-told', { at: told }, 'usual')]
}
