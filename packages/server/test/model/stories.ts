import fc from 'fast-check'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import type { Act } from './acts.ts'
import type { Person, Place } from './cast.ts'
import {
  addsAddress,
  allows,
  answer,
  anywhere,
  atPlace,
  byMail,
  changesNumber,
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

const goesOn = (at: Place) => fc.record({ do: fc.constant('go on' as const), at: fc.constant(at), twice: seldom })

/** Acts that follow on each other; each is left out now and then. */
function scene(...acts: fc.Arbitrary<Act>[]): fc.Arbitrary<Act[]> {
  return fc.tuple(...acts.map((one) => fc.option(one, { nil: undefined, freq: 9 }))).map((all) => all.filter((one) => one !== undefined))
}

const here = (at: Place) => fc.constant(at)
const just = (person: Person) => fc.constant(person)
const no = fc.constant(false)
const mayWait: fc.Arbitrary<Act> = wait

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

/** "This wasn't me", by one of the mails. */
const notMe = (of: Person) =>
  fc.record({ do: fc.constant('link' as const), of: just(of), purpose: fc.constant('not-me' as const), nth: small })

/** An address is added, removed, undone; a forgotten password goes to where it went a week ago (EN-6, EN-3). */
const addressMoves = fc.constantFrom<Place>(...ours, ...eves).chain((at) => {
  const mail = (...what: ('prove' | 'undo' | 'forgotten' | 'reset')[]) => byMail(fc.constant<Person>('ana'), fc.constantFrom(...what))
  const waits = fc.oneof(wait, fc.constant<Act>({ do: 'wait', ms: days(6) }), fc.constant<Act>({ do: 'wait', ms: days(7) }))
  return scene(
    logsIn(at, no).map((one) => ({ ...one, as: 'ana' as const })),
    onPhone(here(at)).map((one) => ({ ...one, holder: 'owner' as const, decision: 'confirm' as const, wrong: false })),
    goesOn(at),
    addsAddress(here(at)),
    mail('prove').map((one) => ({ ...one, nth: 0 })),
    fc.oneof(
      fc.record({ do: fc.constant('remove an address' as const), at: here(at), nth: small }),
      notMe('ana'),
      notMe('ana'),
      mail('undo'),
      addsAddress(here(at)),
    ),
    fc.oneof(waits, mail('undo')),
    mail('forgotten'),
    mail('reset', 'undo', 'forgotten'),
    mail('reset', 'undo'),
  )
})

/** A number is changed, and texts are asked for before and after its 72 hours (SM-3). */
const numberMoves = fc.constantFrom<Place>(...ours, ...eves).chain((at) => {
  const text = [
    logsIn(at, no).map((one) => ({ ...one, as: 'ana' as const })),
    fc.constant<Act>({ do: 'ask for a text', at }),
    code(here(at)).map((one) => ({ ...one, method: 'sms' as const, of: 'own' as const, wrong: false, sentTo: undefined })),
    goesOn(at),
  ]
  return scene(
    logsIn(at, no).map((one) => ({ ...one, as: 'ana' as const })),
    fc.oneof(
      onPhone(here(at)).map((one) => ({ ...one, holder: 'owner' as const, decision: 'confirm' as const, wrong: false })),
      code(here(at)),
    ),
    goesOn(at),
    changesNumber(here(at)),
    fc.oneof(changesNumber(here(at)), notMe('ana'), notMe('ana'), single),
    ...text,
    fc.constantFrom<Act>({ do: 'wait', ms: days(3) - minutes(2) }, { do: 'wait', ms: days(3) }, { do: 'wait', ms: days(8) }),
    ...text,
  )
})

/** "This wasn't me" holds what is new; some allow it again, and it is used (AU-4). */
const heldAndAllowed = fc.tuple(fc.constantFrom<Place>(...ours), fc.constantFrom<Person>('ana', 'ana', 'ada')).chain(([at, account]) => {
  const seat = account === 'ada' ? fc.constant<Place>('Ada at her desk') : here(at)
  return seat.chain((place) => {
    const login = logsIn(place, no).map((one) => ({ ...one, as: account }))
    const uses = code(here(place)).map((one) => ({ ...one, of: 'own' as const, wrong: false }))
    return scene(
      login,
      uses.map((one) => ({ ...one, method: 'recovery-code' as const })),
      goesOn(place),
      atPlace('set up').map((one) => ({ ...one, at: place })),
      fc.oneof(notMe(account), stops),
      fc.oneof(login, single),
      uses,
      allows(just(account)),
      fc.oneof(allows(just(account)), wait),
      fc.oneof(fc.constant<Act>({ do: 'wait', ms: hours(24) }), fc.constant<Act>({ do: 'wait', ms: hours(1) }), allows(just(account))),
      fc.oneof(allows(just(account)), fc.constant<Act>({ do: 'close the books' })),
      login,
      fc.oneof(uses, onPhone(here(place))),
      goesOn(place),
    )
  })
})

/** Into the marked group and out of it, and somebody asks meanwhile (RR-6). */
const marked = fc.constantFrom<Place>(...ours, ...eves).chain((at) => {
  const moves = (power: 'board-in' | 'board-out') =>
    fc.record({
      do: fc.constant('administer' as const),
      by: fc.constantFrom<Person>('ada', 'abe'),
      account: fc.constant<Person>('ana'),
      power: fc.constant(power),
    })
  const reply = answer(here(at)).map((one) => ({ ...one, reads: at, agrees: true, decline: false }))
  return scene(
    moves('board-in'),
    fc.oneof(moves('board-out'), wait),
    fc.constantFrom<Act>({ do: 'wait', ms: days(6) }, { do: 'wait', ms: days(7) }, { do: 'wait', ms: days(8) }),
    fc.oneof(moves('board-out'), single),
    logsIn(at, no).map((one) => ({ ...one, as: 'ana' as const })),
    fc.record({ do: fc.constant('send a request' as const), at: here(at), shared: seldom }),
    reply,
    goesOn(at),
    reply,
    goesOn(at),
  )
})

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
