import fc from 'fast-check'
import { hours } from '../../src/kernel/clock.ts'
import type { Act } from './acts.ts'
import type { Person, Place } from './cast.ts'
import { addressMoves, heldAndAllowed, marked, numberMoves } from './change-scenes.ts'
import { goesOn, here, mayWait, no, scene } from './scene.ts'
import {
  answer,
  anywhere,
  atPlace,
  code,
  eves,
  logsIn,
  onPhone,
  ours,
  owned,
  place,
  seldom,
  single,
  small,
  stops,
  wait,
} from './single-acts.ts'

// Stories that are made up. Single acts of anybody in any order, and scenes: what usually follows on each other, of which any act
// may be left out. Both shrink by leaving acts out.

/** Logs in and confirms. */
const confirmedSignIn = place.chain((at) =>
  fc.oneof(
    scene(logsIn(at, no), onPhone(here(at)), goesOn(at)),
    scene(logsIn(at, no), code(here(at)), goesOn(at)),
    scene(
      logsIn(at, no),
      code(here(at)),
      goesOn(at),
      atPlace('set up').map((one) => ({ ...one, at })),
    ),
    scene(
      logsIn(at, no),
      fc.constant<Act>({ do: 'ask for a text', at }),
      code(here(at)).map((one) => ({ ...one, method: 'sms' as const })),
      goesOn(at),
    ),
  ),
)

/** Asks, and one or two answer; the browser that asked goes on, and another one tries, too. */
const asked = fc.tuple(place, place).chain(([at, other]) => {
  const reply = answer(here(at)).map((one) => ({ ...one, reads: at }))
  return scene(
    logsIn(at, no),
    fc.record({ do: fc.constant('send a request' as const), at: here(at), shared: seldom }),
    logsIn(other, no),
    reply,
    reply,
    mayWait,
    goesOn(other),
    goesOn(at),
    fc.oneof(
      atPlace('set up').map((one) => ({ ...one, at })),
      wait,
      single,
    ),
    goesOn(at),
  )
})

/** An access code is made at a desk and typed, by the right one or by somebody else. */
const handed = fc.tuple(place, place, owned).chain(([at, other, account]) =>
  scene(
    fc.oneof(
      answer(fc.constant(undefined), fc.constant(account)),
      fc.record({
        do: fc.constant('administer' as const),
        by: fc.constant<Person>('ada'),
        account: fc.constant(account),
        power: fc.constant('recover' as const),
      }),
    ),
    answer(fc.constant(undefined), fc.constant(account)),
    logsIn(at, no),
    fc.record({ do: fc.constant('access code' as const), at: here(at), nth: fc.constant(0), wrong: no }),
    logsIn(other, no),
    fc.record({ do: fc.constant('access code' as const), at: here(other), nth: fc.constant(0), wrong: no }),
    goesOn(at),
    goesOn(other),
    fc.oneof(
      atPlace('set up').map((one) => ({ ...one, at })),
      atPlace('old phone').map((one) => ({ ...one, at })),
      wait,
    ),
  ),
)

/** A browser that skips the confirmation from now on, and a copy of its cookie elsewhere. */
const remembered = fc.tuple(fc.constantFrom<Place>(...ours), fc.constantFrom<Place>(...eves)).chain(([at, other]) =>
  scene(
    logsIn(at, no),
    fc.constant<Act>({ do: 'tick remember', at }),
    onPhone(here(at)).map((one) => ({ ...one, holder: 'owner' as const, decision: 'confirm' as const, wrong: false })),
    goesOn(at),
    fc.oneof(wait, single),
    fc
      .option(fc.constant<Act>({ do: 'copy a cookie', at, to: other }), { nil: undefined })
      .map((one) => one ?? { do: 'close the books' as const }),
    fc.oneof(logsIn(at, no), fc.record({ do: fc.constant('log in' as const), at: here(other), as: fc.constant<Person>('ana'), wrong: no })),
    goesOn(other),
    goesOn(at),
    atPlace('try strong things').map((one) => ({ ...one, at })),
  ),
)

/** A suspension for any browser: three at most, each with a code of its own (RR-8). */
const anyBrowser = fc.shuffledSubarray<Place>([...ours, ...eves], { minLength: 4 }).chain((order) =>
  scene(
    answer(fc.constant(undefined), fc.constant<Person>('ana')).map((one) => ({
      ...one,
      by: 'pia' as const,
      agrees: true,
      decline: false,
      any: true,
      gives: 'suspension' as const,
    })),
    ...order.flatMap((at) => [
      logsIn(at, no),
      fc.record({ do: fc.constant('access code' as const), at: here(at), nth: fc.constant(0), wrong: no }),
      goesOn(at),
      fc.constant<Act>({ do: 'show the code', by: 'pia' }),
    ]),
  ),
)

/** The same code once more, in another sign-in or in another browser. */
const usedAgain = fc
  .tuple(
    fc.constantFrom<Place>(...ours, ...eves),
    fc.constantFrom<Place>(...ours, ...eves),
    fc.constantFrom('recovery-code' as const, 'verification-code' as const),
    fc.nat(4),
  )
  .chain(([at, other, method, nth]) => {
    const same = (one: Place) => code(here(one)).map((typed) => ({ ...typed, method, nth, of: 'ana' as const, wrong: false }))
    const ana = (one: Place) => fc.record({ do: fc.constant('log in' as const), at: here(one), as: fc.constant<Person>('ana'), wrong: no })
    return scene(ana(at), same(at), goesOn(at), ana(other), same(other), goesOn(other))
  })

/** A phone that was left at home comes back. */
const leftAtHome = fc.constantFrom<Place>(...ours).chain((at) =>
  scene(
    logsIn(at, no),
    fc.constant<Act>({ do: 'send a request', at, shared: false }),
    answer(here(at)).map((one) => ({ ...one, by: 'pia' as const, reads: at, agrees: true, decline: false, fate: 'left' as const })),
    goesOn(at),
    atPlace('old phone').map((one) => ({ ...one, at })),
    logsIn(at, no),
    onPhone(here(at)),
    goesOn(at),
  ),
)

/** An administrator's own case: only the other one may answer, so that it waits a day (RR-6). */
const waitsForADay = fc.constantFrom<Place>('Ada at her desk', 'Eve’s browser').chain((at) =>
  scene(
    answer(fc.constant(undefined), fc.constant('ada' as const)).map((one) => ({
      ...one,
      by: 'abe' as const,
      agrees: true,
      decline: false,
    })),
    fc.oneof(fc.constant<Act>({ do: 'wait', ms: hours(24) }), wait, stops),
    fc.constant<Act>({ do: 'show the code', by: 'abe' }),
    fc.record({ do: fc.constant('log in' as const), at: here(at), as: fc.constant<Person>('ada'), wrong: no }),
    fc.record({ do: fc.constant('access code' as const), at: here(at), nth: fc.constant(0), wrong: no }),
    goesOn(at),
  ),
)

/** The break-glass kit gets about. */
const kitIsUsed = fc.constantFrom<Place>('Ada at her desk', 'Eve’s browser').chain((at) =>
  scene(
    fc.record({ do: fc.constant('make a kit' as const), by: fc.constantFrom<Person>('ada', 'abe') }),
    fc.record({ do: fc.constant('log in' as const), at: here(at), as: fc.constantFrom<Person>('ada', 'ada', 'ana'), wrong: no }),
    atPlace('kit').map((one) => ({ ...one, at })),
    fc.oneof(goesOn(at), fc.record({ do: fc.constant('set a marked password' as const), at: here(at), nth: small })),
    goesOn(at),
    atPlace('kit'),
  ),
)

/** The password is marked: the next sign-in that something confirms changes it (SI-15). */
const afterAMark = fc
  .constantFrom<Place>(...ours, ...eves)
  .chain((at) =>
    scene(
      stops,
      logsIn(at, no),
      fc.oneof(code(here(at)), onPhone(here(at))),
      goesOn(at),
      fc.record({ do: fc.constant('set a marked password' as const), at: here(at), nth: small }),
      goesOn(at),
    ),
  )

/** Ana is signed in, and something ends it. */
const stopped = fc
  .constantFrom<Place>(...anywhere)
  .chain((at) => scene(logsIn(at, no), onPhone(here(at)), goesOn(at), stops, single, goesOn(at)))

/** A story: scenes and single acts, in any order. */
export const stories: fc.Arbitrary<Act[]> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: single.map((one) => [one]) },
      { weight: 3, arbitrary: confirmedSignIn },
      { weight: 3, arbitrary: asked },
      { weight: 2, arbitrary: handed },
      { weight: 1, arbitrary: stopped },
      { weight: 1, arbitrary: leftAtHome },
      { weight: 2, arbitrary: usedAgain },
      { weight: 2, arbitrary: remembered },
      { weight: 1, arbitrary: anyBrowser },
      { weight: 1, arbitrary: waitsForADay },
      { weight: 1, arbitrary: kitIsUsed },
      { weight: 1, arbitrary: afterAMark },
      { weight: 2, arbitrary: addressMoves },
      { weight: 2, arbitrary: numberMoves },
      { weight: 2, arbitrary: heldAndAllowed },
      { weight: 1, arbitrary: marked },
    ),
    { minLength: 1, maxLength: 8, size: 'max' },
  )
  .map((scenes) => scenes.flat())
