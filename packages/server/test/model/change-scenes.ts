import fc from 'fast-check'
import { days, hours, minutes } from '../../src/kernel/clock.ts'
import type { Act } from './acts.ts'
import type { Person, Place } from './cast.ts'
import { goesOn, here, just, no, notMe, scene } from './scene.ts'
import {
  addsAddress,
  allows,
  answer,
  atPlace,
  byMail,
  changesNumber,
  code,
  eves,
  logsIn,
  onPhone,
  ours,
  seldom,
  single,
  small,
  stops,
  wait,
} from './single-acts.ts'

// Scenes in which something about an account changes: addresses, numbers, what is held, groups.

/** An address is added, removed, undone; a forgotten password goes to where it went a week ago (EN-6, EN-3). */
export const addressMoves = fc.constantFrom<Place>(...ours, ...eves).chain((at) => {
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
export const numberMoves = fc.constantFrom<Place>(...ours, ...eves).chain((at) => {
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
export const heldAndAllowed = fc
  .tuple(fc.constantFrom<Place>(...ours), fc.constantFrom<Person>('ana', 'ana', 'ada'))
  .chain(([at, account]) => {
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
export const marked = fc.constantFrom<Place>(...ours, ...eves).chain((at) => {
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
