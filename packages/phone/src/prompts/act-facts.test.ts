import { actNames, canonicalParams } from '@sparekey/protocol/acts'
import { expect, test } from 'vitest'
import { actFacts, actText, leadOf } from './act-facts.ts'

const approval = {
  case: 'cas_1',
  request: 'req_1',
  fate: 'lost',
  numberInIt: 'yes',
  hours: '48',
  scope: 'this-browser',
  note: 'Met at the desk',
}
const approve = (more: Record<string, string> = {}) => ({
  act: 'approve-recovery',
  params: canonicalParams({ ...approval, ...more }),
  about: 'Ana Silva',
})

test('SI-4 every act that is confirmed on a phone has its own words there', () => {
  for (const act of actNames) expect(actText({ act, params: '{}' })).not.toMatch(/Something else/)
  expect(new Set(actNames.map((act) => actText({ act, params: '{}' }))).size).toBe(actNames.length)
})

test('RR-5 who approves sees whom it lets in, for how long, in which browser, and what became of the phone', () => {
  expect(actText(approve())).toBe('Approve a recovery: Ana Silva')
  expect(actFacts(approve()).map(([, value]) => value)).toEqual([
    '2 days',
    'The browser that asked',
    'Lost or stolen, with the number in it',
    'Met at the desk',
  ])
  expect(actFacts(approve({ hours: '24', scope: 'next-browser', fate: 'left', numberInIt: 'no' })).map(([, value]) => value)).toEqual([
    '1 day',
    'The next browser, by an access code',
    'Broken or left at home',
    'Met at the desk',
  ])
})

test('SI-4 who is asked reads whether it is about their own account or done in their name', () => {
  const lead = (act: string) => leadOf({ purpose: 'act', act })
  expect(lead('remove-device')).toBe('Somebody wants to change the account of')
  expect(lead('approve-recovery')).toBe('Somebody wants to act as')
  expect(lead('use-old-phone')).toBe('Somebody wants this phone to confirm again for')
  expect(leadOf({ purpose: 'sign-in', act: '' })).toBe('Somebody is signing in as')
})

test('RR-13 who approves a new password is not told of days', () => {
  const password = approve({ gives: 'password' })
  expect(actText(password)).toBe('Approve a new password: Ana Silva')
  expect(actFacts(password).map(([, value]) => value)).toEqual(['Met at the desk'])
})

test('a value that this version does not know is said to be unknown, never left out', () => {
  expect(actFacts(approve({ scope: 'every-browser' }))[1]?.[1]).toBe('Not known to this version of the app')
})

test('SM-3 the number that is set is the one to read', () => {
  expect(actFacts({ act: 'change-number', params: '{"number":"+493055501234"}' })[0]?.[1]).toBe('+493055501234')
  expect(actFacts({ act: 'remove-number', params: '{"number":"num_1"}' })).toEqual([])
})

test('parameters that are not JSON keep nothing from the screen', () => {
  expect(actFacts({ act: 'add-device', params: '' })).toEqual([])
})

test('EN-1 who confirms a change of the rules sees whose they are and each value, as it is signed', () => {
  const params = canonicalParams({
    scope: 'grp_1',
    name: 'Sales',
    changes: 'matchDigits=2;methods=phone,sms;setUpBy=;setUpDays=3',
    digest: 'x',
  })
  expect(actFacts({ act: 'change-policy', params })).toEqual([
    ['For', 'Sales'],
    ['Digits to type', '2'],
    ['Methods', 'phone,sms'],
    ['Set up by', 'no rule'],
    ['Days to set it up', '3'],
  ])
  expect(
    actFacts({ act: 'stop-policy-change', params: canonicalParams({ change: 'pol_1', name: 'Sales', changes: 'colour=red' }) }),
  ).toEqual([
    ['For', 'Sales'],
    ['Another setting', 'red'],
  ])
})

test('EN-2 RR-6 who extends a deadline or gives a right sees until when and why, or for which group', () => {
  const until = String(new Date(2026, 11, 24, 12).getTime())
  const extended = actFacts({ act: 'extend-deadline', params: canonicalParams({ account: 'acc_1', until, reason: 'On leave' }) })
  expect(extended[0]?.[1]).toMatch(/24/)
  expect(extended[1]).toEqual(['Reason', 'On leave'])
  const given = { account: 'acc_1', group: 'grp_1', name: 'Sales', answers: 'no' }
  expect(actFacts({ act: 'change-answers-for', params: canonicalParams(given) })).toEqual([
    ['Group', 'Sales'],
    ['From now on', 'No longer answers for it'],
  ])
  const left = { account: 'acc_1', leaves: 'Sales, Lab', digest: 'x' }
  expect(actFacts({ act: 'change-groups', params: canonicalParams(left) })).toEqual([['Leaves', 'Sales, Lab']])
})
