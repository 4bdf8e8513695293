import fc from 'fast-check'
import { days, hours, minutes, seconds } from '../../src/kernel/clock.ts'
import type { Act } from './acts.ts'
import type { Person, Place } from './cast.ts'

// What anybody may do at any moment, made up.

export const ours: Place[] = ['Ana at her desk', 'Ana’s laptop']
export const eves: Place[] = ['Eve’s browser', 'Eve’s other browser']
export const anywhere: Place[] = [...ours, ...eves, 'Nia at her desk', 'Ben at his desk', 'Ada at her desk']

export const place = fc.constantFrom<Place>(...ours, ...ours, ...eves, ...eves, 'Nia at her desk', 'Ben at his desk', 'Ada at her desk')
export const seldom = fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })
const mostly = fc.oneof({ weight: 6, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) })
const helper = fc.constantFrom<Person>('pia', 'pia', 'pit', 'nils', 'ada', 'abe', 'ana')
const administrator = fc.constantFrom<Person>('ada', 'ada', 'abe', 'pia')
export const small = fc.nat(3)
export const owned = fc.constantFrom<Person>('ana', 'ana', 'ana', 'nia', 'ada', 'ben')

/** Whom somebody at this place logs in as. */
const accountAt = (at: Place): fc.Arbitrary<Person> => {
  if (at === 'Nia at her desk') return fc.constant('nia')
  if (at === 'Ben at his desk') return fc.constant('ben')
  if (at === 'Ada at her desk') return fc.constant('ada')
  return ours.includes(at) ? fc.constant('ana') : fc.constantFrom<Person>('ana', 'ana', 'ana', 'nia', 'ada')
}

export const logsIn = (at: Place, wrong: fc.Arbitrary<boolean> = seldom) =>
  fc.record({ do: fc.constant('log in' as const), at: fc.constant(at), as: accountAt(at), wrong })

export const onPhone = (at: fc.Arbitrary<Place>) =>
  fc.record({
    do: fc.constant('answer on the phone' as const),
    at,
    holder: fc.constantFrom('owner' as const, 'owner' as const, 'owner' as const, 'eve' as const),
    decision: fc.constantFrom('confirm' as const, 'confirm' as const, 'confirm' as const, 'not-me' as const, 'mistake' as const),
    wrong: seldom,
    twice: seldom,
  })

export const code = (at: fc.Arbitrary<Place>) =>
  fc.record({
    do: fc.constant('type a code' as const),
    at,
    method: fc.constantFrom('recovery-code' as const, 'recovery-code' as const, 'sms' as const, 'verification-code' as const),
    of: fc.constantFrom<Person | 'own'>('own', 'own', 'own', 'own', 'ana', 'ben', 'ada'),
    nth: fc.nat(11),
    wrong: seldom,
    sentTo: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: place }),
    twice: seldom,
  })

export const answer = (of: fc.Arbitrary<Place | undefined>, account: fc.Arbitrary<Person> = owned) =>
  fc.record({
    do: fc.constant('answer a request' as const),
    by: helper,
    of,
    account,
    reads: place,
    agrees: mostly,
    hours: fc.constantFrom(24 as const, 48 as const),
    fate: fc.constantFrom('lost' as const, 'left' as const),
    numberInIt: fc.boolean(),
    gives: fc.constantFrom('suspension' as const, 'suspension' as const, 'password' as const),
    decline: seldom,
    any: seldom,
  })

export const atPlace = <D extends Act['do']>(name: D) => fc.record({ do: fc.constant(name), at: place })

export const wait = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.constantFrom(
    seconds(1),
    seconds(31),
    seconds(61),
    minutes(3),
    minutes(9),
    minutes(11),
    minutes(31),
    hours(1),
    hours(13),
    hours(24),
    hours(49),
    days(3),
    days(8),
    'end' as const,
    'end' as const,
    'before-end' as const,
  ),
})

const power = fc.constantFrom(
  'disable' as const,
  'enable' as const,
  'turn-on' as const,
  'approver' as const,
  'admin' as const,
  'member' as const,
  'group-out' as const,
  'group-in' as const,
  'board-in' as const,
  'board-in' as const,
  'board-out' as const,
  'recover' as const,
  'recover' as const,
  'log-out' as const,
)

const administers = fc.record({
  do: fc.constant('administer' as const),
  by: administrator,
  account: fc.constantFrom<Person>('ana', 'ana', 'ana', 'nia', 'pia', 'pit', 'nils', 'ada', 'abe'),
  power,
})

export const stops = fc.oneof(
  fc.record({
    do: fc.constant('link' as const),
    of: owned,
    purpose: fc.constantFrom('stop' as const, 'stop' as const, 'not-me' as const),
    nth: small,
  }),
  fc.record({
    do: fc.constant('say by phone' as const),
    of: owned,
    purpose: fc.constantFrom('stop' as const, 'stop' as const, 'not-me' as const),
    nth: small,
  }),
)

export const byMail = (of: fc.Arbitrary<Person>, what: fc.Arbitrary<'prove' | 'undo' | 'forgotten' | 'reset'>) =>
  fc.record({ do: fc.constant('by mail' as const), of, what, nth: small, word: small })

const anyMail = fc.constantFrom('prove' as const, 'undo' as const, 'forgotten' as const, 'reset' as const)

/** Somebody allows what is held. */
export const allows = (account: fc.Arbitrary<Person>) =>
  fc.record({ do: fc.constant('allow held' as const), by: helper, account, nth: small })

export const addsAddress = (at: fc.Arbitrary<Place>) => fc.record({ do: fc.constant('add an address' as const), at, nth: small })

export const changesNumber = (at: fc.Arbitrary<Place>) =>
  fc.record({ do: fc.constant('change the number' as const), at, nth: small, wrong: seldom })

/** Anything that anybody may do. */
export const single: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: place.chain((at) => logsIn(at)) },
  { weight: 5, arbitrary: onPhone(place) },
  { weight: 5, arbitrary: code(place) },
  { weight: 2, arbitrary: atPlace('ask for a text') },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('go on' as const), at: place, twice: seldom }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send a request' as const), at: place, shared: seldom }) },
  { weight: 1, arbitrary: atPlace('withdraw') },
  { weight: 1, arbitrary: atPlace('close and open') },
  { weight: 1, arbitrary: atPlace('password again') },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('access code' as const), at: place, nth: small, wrong: seldom }) },
  { weight: 1, arbitrary: atPlace('kit') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('lost my phone' as const), at: place, number: fc.boolean() }) },
  { weight: 2, arbitrary: atPlace('set up') },
  { weight: 1, arbitrary: atPlace('old phone') },
  { weight: 2, arbitrary: atPlace('try strong things') },
  { weight: 1, arbitrary: atPlace('draw codes') },
  { weight: 1, arbitrary: atPlace('tick remember') },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('copy a cookie' as const),
      at: fc.constantFrom<Place>(...ours),
      to: fc.constantFrom<Place>(...eves),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('set a marked password' as const), at: place, nth: small }) },
  { weight: 5, arbitrary: answer(fc.option(place, { nil: undefined })) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('show the code' as const), by: helper }) },
  { weight: 3, arbitrary: stops },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('change the password' as const),
      at: place,
      nth: small,
      method: fc.constantFrom('phone' as const, 'recovery-code' as const, 'sms' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('log out' as const), at: place, everywhere: fc.boolean() }) },
  { weight: 3, arbitrary: administers },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('password by code' as const), at: place, nth: small, word: small }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('make a kit' as const), by: administrator }) },
  { weight: 1, arbitrary: fc.constant<Act>({ do: 'close the books' }) },
  { weight: 1, arbitrary: addsAddress(place) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove an address' as const), at: place, nth: small }) },
  { weight: 1, arbitrary: changesNumber(place) },
  { weight: 3, arbitrary: byMail(owned, anyMail) },
  { weight: 2, arbitrary: allows(owned) },
  { weight: 6, arbitrary: wait },
)
