import { type Static, Type } from 'typebox'
import { Id, Time } from './common.ts'

/** One thing that "This wasn't me" made unusable until two people allow it (AU-4). */
export const HeldThing = Type.Object({
  id: Id,
  kind: Type.Union([Type.Literal('device'), Type.Literal('codes'), Type.Literal('number'), Type.Literal('address')]),
  /** A phone's name, the end of a number, an address; empty for recovery codes. */
  name: Type.String(),
  addedAt: Time,
  heldAt: Time,
  /** `held`: nobody began to allow it; `waits`: one approval takes effect at `startsAt` (RR-6). */
  state: Type.Union([Type.Literal('held'), Type.Literal('needs-second'), Type.Literal('waits')]),
  approvals: Type.Array(Type.Object({ id: Id, name: Type.String(), at: Time })),
  startsAt: Type.Optional(Time),
  /** How the last try ended, if somebody said no. */
  refused: Type.Optional(Type.Object({ at: Time, by: Type.String(), reason: Type.String() })),
  /** For the one who asks. */
  mayAllow: Type.Boolean(),
  mayRefuse: Type.Boolean(),
  whyNot: Type.Optional(Type.String()),
})
export type HeldThing = Static<typeof HeldThing>

/** GET /api/account/held */
export const OwnHeld = Type.Object({ things: Type.Array(HeldThing), now: Time })
export type OwnHeld = Static<typeof OwnHeld>

/** GET /api/console/held/:id, by the account's id */
export const HeldAccount = Type.Object({
  account: Type.Object({ id: Id, login: Type.String(), name: Type.String() }),
  things: Type.Array(HeldThing),
})
export type HeldAccount = Static<typeof HeldAccount>

/** GET /api/console/held */
export const HeldAccounts = Type.Object({ accounts: Type.Array(HeldAccount), now: Time })
export type HeldAccounts = Static<typeof HeldAccounts>

/** POST /api/console/held/:id/allow, by the thing's id: what it came to. */
export const HeldDecision = Type.Object({
  state: Type.Union([Type.Literal('needs-second'), Type.Literal('waits'), Type.Literal('allowed')]),
  startsAt: Type.Optional(Time),
})
export type HeldDecision = Static<typeof HeldDecision>

/** POST /api/console/held/:id/refuse */
export const RefuseHeld = Type.Object({ reason: Type.String({ minLength: 1, maxLength: 500 }) }, { additionalProperties: false })
