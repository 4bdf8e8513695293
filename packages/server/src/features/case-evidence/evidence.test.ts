import { describe, expect, it } from 'vitest'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { type AccountFacts, accountEvidence, type PhoneFacts, requestEvidence } from './evidence.ts'

const now = days(400)
const phone = (given: Partial<PhoneFacts> = {}): PhoneFacts => ({
  name: 'Pixel',
  state: 'trusted',
  addedAt: now - days(90),
  signedAt: now - days(1),
  personAt: now - days(1),
  lostAt: null,
  ...given,
})
const account = (given: Partial<AccountFacts> = {}): AccountFacts => ({
  now,
  since: now - minutes(30),
  createdAt: now - days(100),
  phones: [phone()],
  changes: {},
  passwordMarked: false,
  stops: [],
  told: now,
  ...given,
})
const keys = (given: Partial<AccountFacts>) => accountEvidence(account(given)).map((one) => one.key)
const toneOf = (given: Partial<AccountFacts>, key: string) => accountEvidence(account(given)).find((one) => one.key === key)?.tone

describe('RR-4 evidence of a request', () => {
  const request = {
    knownBrowser: true,
    knownSince: 5,
    networkSeen: true,
    country: undefined,
    countriesSeen: [],
    createdAt: now,
    prompts: 0,
    codes: 0,
    others: 0,
  }
  it('says since when the browser is known, or that it is new', () => {
    expect(requestEvidence(request)[0]).toEqual({ key: 'browser-known', params: { since: 5 }, tone: 'usual' })
    expect(requestEvidence({ ...request, knownBrowser: false })[0]).toEqual({ key: 'browser-new', params: {}, tone: 'unusual' })
  })
  it('says the country against the usual ones, and nothing where there is nothing to compare', () => {
    const countries = (country: string | undefined, countriesSeen: string[]) =>
      requestEvidence({ ...request, country, countriesSeen }).filter((one) => one.key.startsWith('country'))
    expect(countries('PT', ['ES', 'PT'])).toEqual([{ key: 'country-seen', params: { country: 'PT' }, tone: 'usual' }])
    expect(countries('BR', ['ES', 'PT'])).toEqual([{ key: 'country-new', params: { country: 'BR', usual: 'ES PT' }, tone: 'unusual' }])
    expect(countries(undefined, ['ES'])).toEqual([])
    expect(countries('BR', [])).toEqual([])
  })
  it('says what failed before it, and what else is open', () => {
    expect(requestEvidence(request).map((one) => one.key)).toEqual(['browser-known', 'network-seen', 'failed-none'])
    for (const failed of [
      { prompts: 0, codes: 2 },
      { prompts: 2, codes: 0 },
    ])
      expect(requestEvidence({ ...request, ...failed }).at(-1)).toEqual({ key: 'failed-before', params: failed, tone: 'plain' })
    const more = requestEvidence({ ...request, prompts: 2, codes: 1, others: 3 })
    expect(more.slice(2)).toEqual([
      { key: 'failed-before', params: { prompts: 2, codes: 1 }, tone: 'plain' },
      { key: 'other-requests', params: { count: 3 }, tone: 'unusual' },
    ])
  })
})

describe('RR-4 evidence of an account', () => {
  it('of a usual one: the phone’s last signature, nothing changed, the owner told', () => {
    expect(keys({})).toEqual(['phone-signed', 'nothing-changed', 'owner-told'])
  })
  it('a person on the phone from an hour before it on does not fit; earlier it does, and what the app signs by itself is no sign', () => {
    const since = now - minutes(30)
    expect(toneOf({ phones: [phone({ personAt: since - minutes(60) })] }, 'phone-used')).toBe('unusual')
    expect(keys({ phones: [phone({ personAt: since - minutes(61) })] })).not.toContain('phone-used')
    expect(keys({ phones: [phone({ personAt: null, signedAt: now })] })).not.toContain('phone-used')
    expect(toneOf({ phones: [phone({ personAt: now })] }, 'phone-used')).toBe('unusual')
  })
  it('a phone that never signed, that was reported lost, that was added lately, or that is not there', () => {
    expect(keys({ phones: [phone({ signedAt: null, personAt: null })] })).toContain('phone-never-signed')
    expect(keys({ phones: [phone({ lostAt: now })] })).toContain('phone-reported-lost')
    expect(keys({ phones: [phone({ addedAt: now - days(2) })] })).toContain('phone-added')
    expect(keys({ phones: [phone({ addedAt: now - days(2) })] })).not.toContain('nothing-changed')
    expect(keys({ phones: [] })).toContain('no-phone')
  })
  it('the phone of a new account’s set-up is no change', () => {
    const created = now - days(2)
    expect(keys({ createdAt: created, phones: [phone({ addedAt: created + hours(1) })] })).toContain('nothing-changed')
  })
  it('what changed, each unusual; a marked password; stops; an owner who could not be told', () => {
    const given = {
      changes: { 'changed-password': now, 'changed-number': now - days(1) },
      passwordMarked: true,
      stops: [{ channel: 'email', at: now }],
      told: undefined,
    }
    expect(keys(given)).toEqual(['phone-signed', 'changed-password', 'changed-number', 'password-marked', 'stopped', 'owner-not-told'])
    expect(toneOf(given, 'changed-number')).toBe('unusual')
    expect(keys({ told: 'waiting' })).not.toContain('owner-told')
  })
})
