import { type FlagKey, flagKeys } from '@sparekey/protocol/case-words'
import { describe, expect, it } from 'vitest'
import { days, hours, minutes } from '../../kernel/clock.ts'
import { type FlagFacts, type OwnerTold, redFlags } from './flags.ts'

const askedAt = days(400)
const told: OwnerTold = { channels: 'some', arrived: true, onItsWaySince: undefined, now: askedAt }
const phone = (given: Partial<FlagFacts['phones'][number]> = {}): FlagFacts['phones'][number] => ({
  name: 'Pixel',
  personAt: askedAt - hours(3),
  report: undefined,
  ...given,
})
const clean: FlagFacts = {
  askedAt,
  asks: { browserId: 'brw_own', browserNew: false, networkSeen: true, country: 'PT', countriesSeen: ['ES', 'PT'] },
  phones: [phone()],
  changes: {},
  passwordMarked: false,
  otherRequests: 0,
  stops: [],
  owner: told,
  approverAsked: [],
  approverChanged: undefined,
}
const keys = (given: Partial<FlagFacts>): FlagKey[] => redFlags({ ...clean, ...given }).map((one) => one.key as FlagKey)
const asks = (given: Partial<NonNullable<FlagFacts['asks']>>) => ({
  asks: { browserId: 'brw_own', browserNew: false, networkSeen: true, country: 'PT', countriesSeen: ['ES', 'PT'], ...given },
})
const reported = (at: number, by: string, fromKnown = false) => ({ phones: [phone({ report: { at, by, fromKnown } })] })
const owner = (given: Partial<Extract<OwnerTold, { channels: 'some' }>>): { owner: OwnerTold } => ({
  owner: { channels: 'some', arrived: false, onItsWaySince: undefined, now: askedAt, ...given },
})

describe('RR-4 red flags, each by its own rule', () => {
  it('RR-4 a strange place names the country only where that is what is strange', () => {
    const paramsOf = (given: Partial<NonNullable<FlagFacts['asks']>>) =>
      redFlags({ ...clean, ...asks({ browserNew: true, networkSeen: false, ...given }) }).map((one) => one.params)
    expect(paramsOf({ country: 'BR' })).toEqual([{ country: 'BR' }])
    expect(paramsOf({ country: 'PT' })).toEqual([{}])
    expect(paramsOf({ country: undefined })).toEqual([{}])
    expect(paramsOf({ country: 'BR', countriesSeen: [] })).toEqual([{}])
  })
  it('RR-4 a request in a known browser, from the usual place, with nothing else, raises none', () => expect(keys({})).toEqual([]))

  const table: [what: string, facts: Partial<FlagFacts>, raised: FlagKey[]][] = [
    [
      'a person on the phone 61 minutes before, as it is written down',
      { phones: [phone({ personAt: askedAt - minutes(61) })] },
      ['phone-used'],
    ],
    ['more than 61 minutes before', { phones: [phone({ personAt: askedAt - minutes(61) - 1 })] }, []],
    ['any time after the request', { phones: [phone({ personAt: askedAt + hours(50) })] }, ['phone-used']],
    ['a phone that only the app signed on', { phones: [phone({ personAt: null })] }, []],
    [
      'two phones in use',
      { phones: [phone({ personAt: askedAt }), phone({ name: 'Old', personAt: askedAt })] },
      ['phone-used', 'phone-used'],
    ],

    ['a new browser on a network that was seen', asks({ browserNew: true }), []],
    ['a known browser on a new network', asks({ networkSeen: false }), []],
    ['a new browser on a new network', asks({ browserNew: true, networkSeen: false }), ['strange-place']],
    ['a new browser in a country that was not seen', asks({ browserNew: true, networkSeen: false, country: 'BR' }), ['strange-place']],
    ['one on a network that was seen, by data that moved it', asks({ browserNew: true, country: 'BR' }), ['strange-place']],
    ['a known browser in a new country', asks({ networkSeen: false, country: 'BR' }), []],
    ['a new browser in a country that nobody knows', asks({ browserNew: true, country: undefined }), []],
    ['one where no country is known to compare with', asks({ browserNew: true, countriesSeen: [] }), []],
    ['a new network in such a country', asks({ browserNew: true, networkSeen: false, country: undefined }), ['strange-place']],
    ['no browser at all, without a request', { asks: undefined }, []],

    ...(['changed-password', 'changed-email', 'changed-number', 'changed-role', 'changed-group'] as const).flatMap(
      (key): [string, Partial<FlagFacts>, FlagKey[]][] => [
        [`${key} within 7 days before`, { changes: { [key]: askedAt - days(7) + 1 } }, [key]],
        [`${key} earlier`, { changes: { [key]: askedAt - days(7) } }, []],
        [`${key} after the request was sent`, { changes: { [key]: askedAt + 1 } }, [key]],
      ],
    ),

    ['a marked password', { passwordMarked: true }, ['password-marked']],
    ['another request open', { otherRequests: 1 }, ['other-requests']],
    ['a stop within 7 days', { stops: [{ channel: 'sms', at: askedAt - days(7) + 1 }] }, ['stopped']],
    ['a stop before that', { stops: [{ channel: 'sms', at: askedAt - days(7) }] }, []],

    ['reported lost in the browser that asks', reported(askedAt - hours(1), 'brw_own'), []],
    ['reported lost in another one', reported(askedAt - hours(1), 'brw_other'), ['reported-elsewhere']],
    ['in another one that is known: it did not ask', reported(askedAt - hours(1), 'brw_other', true), ['reported-elsewhere']],
    ['reported after the request was sent', reported(askedAt + hours(1), 'brw_other'), ['reported-elsewhere']],
    ['reported more than 24 hours before', reported(askedAt - hours(24), 'brw_other'), []],
    [
      'no request: reported in a strange browser',
      { ...reported(askedAt - hours(1), 'brw_other'), asks: undefined },
      ['reported-elsewhere'],
    ],
    ['no request: reported in a known browser', { ...reported(askedAt - hours(1), 'brw_other', true), asks: undefined }, []],

    ['the approver’s own browser', { approverAsked: [{ name: 'Ada', by: 'browser' }] }, ['approver-browser']],
    ['the approver’s own network', { approverAsked: [{ name: 'Ada', by: 'network' }] }, ['approver-network']],
    ['an approver who changed the account, where no other can', { approverChanged: 'Ada' }, ['approver-changed']],

    ['an owner whom no channel reaches', { owner: { channels: 'none' } }, ['owner-not-told']],
    ['all messages failed', owner({}), ['owner-not-told']],
    ['one is on its way', owner({ onItsWaySince: askedAt }), []],
    ['one has been on its way for 5 minutes', owner({ onItsWaySince: askedAt, now: askedAt + minutes(5) }), ['owner-not-told']],
    ['one arrived, the others failed', owner({ arrived: true }), []],
  ]
  it.each(table)('RR-4 %s', (_what, facts, raised) => expect(keys(facts)).toEqual(raised))

  it('every flag that a page has words for can be raised, and no other', () => {
    const raised = new Set(table.flatMap(([, facts]) => keys(facts)))
    expect([...raised].sort()).toEqual([...flagKeys].sort())
  })
  it('the worst come first: what shows that somebody else asks', () => {
    const all = keys({
      ...reported(askedAt, 'brw_other'),
      ...asks({ browserNew: true, networkSeen: false }),
      changes: { 'changed-email': askedAt },
      stops: [{ channel: 'email', at: askedAt }],
      passwordMarked: true,
      owner: { channels: 'none' },
    })
    expect(all).toEqual(['stopped', 'password-marked', 'strange-place', 'reported-elsewhere', 'changed-email', 'owner-not-told'])
  })
})
