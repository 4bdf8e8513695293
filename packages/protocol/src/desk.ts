import { type Static, Type } from 'typebox'
import { Id, Role, Time } from './common.ts'

// What the desk of the demo and its server say to each other. No part of the service: it is there only in `npm run demo` and in tests.

export const DeskPerson = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  role: Role,
  groups: Type.Array(Type.String()),
  /** One line: what this person is there to show. */
  about: Type.String(),
  password: Type.Optional(Type.String()),
  /** For SMS; what goes there is in the outbox. */
  number: Type.Optional(Type.String()),
  codes: Type.Array(Type.String()),
  /** How many of them still work. */
  codesLeft: Type.Integer(),
  twoFactor: Type.Boolean(),
  /** Names of the trusted devices. */
  phones: Type.Array(Type.String()),
  /** The invitation, while it was not accepted. */
  invitation: Type.Optional(Type.String()),
})
export type DeskPerson = Static<typeof DeskPerson>

/** GET /dev/api/desk */
export const Desk = Type.Object({ people: Type.Array(DeskPerson), now: Time, moved: Type.Integer() })
export type Desk = Static<typeof Desk>

/** POST /dev/api/people/:id/phone: where to open the phone app for this person. */
export const DeskPhone = Type.Object({ url: Type.String() })

/** GET /dev/api/outbox: newest first. */
export const DeskOutbox = Type.Object({
  messages: Type.Array(
    Type.Object({ id: Type.String(), kind: Type.String(), to: Type.String(), subject: Type.String(), text: Type.String(), at: Time }),
  ),
})
export type DeskOutbox = Static<typeof DeskOutbox>

/** POST /dev/api/clock: moves it by ms, or back to the real time. */
export const MoveClock = Type.Union([
  Type.Object({ by: Type.Integer({ minimum: 0, maximum: 400 * 24 * 3_600_000 }) }, { additionalProperties: false }),
  Type.Object({ back: Type.Literal(true) }, { additionalProperties: false }),
])
export const DeskClock = Type.Object({ now: Time, moved: Type.Integer() })
