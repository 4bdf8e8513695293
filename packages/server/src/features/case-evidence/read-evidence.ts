import type { Evidence, Flag } from '@sparekey/protocol/cases'
import { countryOf } from '@sparekey/protocol/place'
import type { Core } from '../../core.ts'
import type { Db } from '../../db/open.ts'
import type { Tx } from '../../db/transaction.ts'
import type { Instant } from '../../kernel/clock.ts'
import { networkOf } from '../../kernel/network.ts'
import { isLoopback, networkBlock } from '../../kernel/network-block.ts'
import type { AccountRow } from '../accounts/index.ts'
import { isKnownBrowser } from '../browsers/index.ts'
import { stopsSince } from '../recovery-stops/index.ts'
import { devicesOnRecord } from '../trusted-devices/index.ts'
import { changesOf } from './changes.ts'
import { addressesSeen, countFailedPrompts, countWrongCodes, knownSince, sessionAddresses, usedBrowser } from './evidence.store.ts'
import { type AccountFacts, accountEvidence, failuresBefore, requestEvidence } from './evidence.ts'
import { type FlagFacts, lately, redFlags, seenWithin } from './flags.ts'
import { ownerTold } from './owner-told.ts'

/** What of a request evidence is read from. */
export interface AskedBy {
  id: string
  account_id: string
  browser_id: string
  known_browser: 0 | 1
  ip: string
  created_at: Instant
}

/** Somebody who answers, with where they sit now. */
export interface AnsweredBy {
  id: string
  name: string
  ip?: string | undefined
}

export interface AskedFor {
  account: AccountRow
  /** Undefined for an answer without a request (RR-7). */
  request: AskedBy | undefined
  /** When the case was opened. */
  openedAt: Instant
  /** Whether the owner was told: a request does so when it is sent. */
  told: boolean
  /** Open requests besides this one. */
  others: number
  answeredBy: AnsweredBy[]
  /** Who changed the contact data and answers since nobody else may (RR-6). */
  approverChanged: string | undefined
  /** A new password by access code belongs to this very recovery (RR-13). */
  passwordIsOtherHalf: boolean
}

/** RR-4: the red flags that stand now, for one answer. Read in the transaction of an approval, they are what decides it. */
export async function readFlags(core: Core, db: Db | Tx, q: AskedFor): Promise<Flag[]> {
  const { account, request } = q
  const askedAt = request?.created_at ?? q.openedAt
  const changes = await changesOf(core, db, { account, since: askedAt - lately, passwordByCode: !q.passwordIsOtherHalf })
  const { 'codes-made': _codes, ...flagged } = changes
  return redFlags({
    askedAt,
    asks: request && (await whereFrom(core, db, request)),
    phones: await phonesOf(core, db, account.id),
    changes: flagged,
    passwordMarked: account.password_marked_at !== null,
    otherRequests: q.others,
    stops: await stopsSince(db, account.id, askedAt - lately),
    owner: await ownerTold(core, db, { account: account.id, since: askedAt, told: q.told }),
    approverAsked: request ? await approversWhoAsked(core, db, request, q.answeredBy) : [],
    approverChanged: q.approverChanged,
  })
}

/** From where it was asked, against from where the account got in. All countries are looked up now, in the same data: one that was
 * written down then would differ from today's for no other reason than newer data. */
async function whereFrom(core: Core, db: Db | Tx, request: AskedBy): Promise<NonNullable<FlagFacts['asks']>> {
  const { account_id: account, created_at: to } = request
  const addresses = await addressesSeen(db, { account, from: to - seenWithin, to })
  const seen = addresses.map(networkBlock)
  const countries = addresses.flatMap((ip) => countryOf(core.places.of(ip)) ?? [])
  return {
    browserId: request.browser_id,
    browserNew: request.known_browser === 0,
    // Behind the machine's own address everybody looks alike: it says nothing, either way.
    networkSeen: isLoopback(request.ip) || seen.includes(networkBlock(request.ip)),
    country: countryOf(core.places.of(request.ip)),
    countriesSeen: [...new Set(countries)].sort(),
  }
}

async function phonesOf(core: Core, db: Db | Tx, account: string): Promise<FlagFacts['phones']> {
  const phones: FlagFacts['phones'] = []
  for (const one of await devicesOnRecord(db, account)) {
    const fromKnown = one.blocked_by !== null && (await isKnownBrowser(core, db, one.blocked_by, account))
    const report = one.blocked_at === null ? undefined : { at: one.blocked_at, by: one.blocked_by, fromKnown }
    phones.push({ name: one.name, personAt: one.last_person_at, report })
  }
  return phones
}

/** RR-4: an approver whose own browser asked, or from whose own network (SI-10's sense of it: one address, an IPv6 /64) it was asked. */
async function approversWhoAsked(core: Core, db: Db | Tx, request: AskedBy, answeredBy: AnsweredBy[]): Promise<FlagFacts['approverAsked']> {
  const found: FlagFacts['approverAsked'] = []
  const network = isLoopback(request.ip) ? undefined : networkOf(request.ip)
  for (const { id, name, ip } of answeredBy) {
    if (await usedBrowser(db, id, request.browser_id)) found.push({ name, by: 'browser' })
    const own = [...(ip ? [ip] : []), ...(await sessionAddresses(db, id, core.clock.now() - lately))].map(networkOf)
    if (network !== undefined && own.includes(network)) found.push({ name, by: 'network' })
  }
  return found
}

/** RR-4, of one request. */
export async function evidenceOfRequest(core: Core, db: Db | Tx, request: AskedBy, others: number): Promise<Evidence[]> {
  const window = { account: request.account_id, from: request.created_at - failuresBefore, to: request.created_at }
  const asks = await whereFrom(core, db, request)
  return requestEvidence({
    knownBrowser: request.known_browser === 1,
    knownSince: await knownSince(db, request.browser_id, request.account_id),
    networkSeen: isLoopback(request.ip) ? undefined : asks.networkSeen,
    country: asks.country,
    countriesSeen: asks.countriesSeen,
    createdAt: request.created_at,
    prompts: await countFailedPrompts(db, { ...window, now: core.clock.now() }),
    codes: await countWrongCodes(db, window),
    others,
  })
}

/** RR-4, of the account, as far as it belongs to no single request.
 * @param q.since when it was asked */
export async function evidenceOfAccount(
  core: Core,
  db: Db | Tx,
  q: { account: AccountRow; since: Instant; told: boolean },
): Promise<Evidence[]> {
  const { account, since } = q
  const now = core.clock.now()
  const told = await ownerTold(core, db, { account: account.id, since, told: q.told })
  return accountEvidence({
    now,
    since,
    createdAt: account.created_at,
    phones: (await devicesOnRecord(db, account.id)).map((one) => ({
      name: one.name,
      state: one.state,
      addedAt: one.trusted_at ?? one.added_at,
      signedAt: one.last_signed_at,
      personAt: one.last_person_at,
      lostAt: one.blocked_at,
    })),
    changes: await changesOf(core, db, { account, since: since - lately, passwordByCode: true }),
    passwordMarked: account.password_marked_at !== null,
    stops: await stopsSince(db, account.id, since - lately),
    told: toldAt(told),
  })
}

function toldAt(told: Awaited<ReturnType<typeof ownerTold>>): AccountFacts['told'] {
  if (told.channels === 'none') return undefined
  return told.at ?? (told.onItsWaySince === undefined ? undefined : 'waiting')
}
