import fc from 'fast-check'
import type { Act } from './acts.ts'
import type { Person, Place } from './cast.ts'
import { seldom, small, wait } from './single-acts.ts'

// What scenes are put together of.

export const goesOn = (at: Place) => fc.record({ do: fc.constant('go on' as const), at: fc.constant(at), twice: seldom })

/** Acts that follow on each other; each is left out now and then. */
export function scene(...acts: fc.Arbitrary<Act>[]): fc.Arbitrary<Act[]> {
  return fc.tuple(...acts.map((one) => fc.option(one, { nil: undefined, freq: 9 }))).map((all) => all.filter((one) => one !== undefined))
}

export const here = (at: Place) => fc.constant(at)
export const just = (person: Person) => fc.constant(person)
export const no = fc.constant(false)
export const mayWait: fc.Arbitrary<Act> = wait

/** "This wasn't me", by one of the mails. */
export const notMe = (of: Person) =>
  fc.record({ do: fc.constant('link' as const), of: just(of), purpose: fc.constant('not-me' as const), nth: small })
