import { type Static, Type } from 'typebox'
import { Id, Time } from './common.ts'

// The way through an administrator: what the person who waits sees, and the kit for the day on which nobody can answer.

const PlainText = (max: number) => Type.String({ maxLength: max })

/** What happened to the phone (RR-5): `lost` pauses it for good, `left` only until the suspension ends. */
export const PhoneFate = Type.Union([Type.Literal('lost'), Type.Literal('left')])
export type PhoneFate = Static<typeof PhoneFate>
export const SuspensionHours = Type.Union([Type.Literal(24), Type.Literal(48)])
/** `any-browser`: up to three, each by an access code of its own, where policy allows it (RR-8). */
export const SuspensionScope = Type.Union([Type.Literal('this-browser'), Type.Literal('next-browser'), Type.Literal('any-browser')])
export type SuspensionScope = Static<typeof SuspensionScope>

/** POST /api/sign-in/request: "Send request". Answers with a SignInView (step `wait`). */
export const SendRequest = Type.Object({ message: PlainText(500), shared: Type.Boolean() }, { additionalProperties: false })
/** POST /api/sign-in/access-code: "I have an access code". Answers with a SignInView. */
export const TypeAccessCode = Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false })
/** POST /api/sign-in/lost-phone: "I lost my phone" (TD-8). Takes power away, adds none. Answers with a SignInView. */
export const LostPhone = Type.Object(
  { devices: Type.Array(Id, { minItems: 1, maxItems: 5 }), number: Type.Boolean() },
  { additionalProperties: false },
)

export const RequestState = Type.Union([
  Type.Literal('open'),
  /** Granted: the page goes on by itself, or after the wait of RR-6 (`startsAt` ahead). */
  Type.Literal('approved'),
  Type.Literal('declined'),
  Type.Literal('expired'),
  Type.Literal('stopped'),
  Type.Literal('withdrawn'),
  /** Ended by something else: another request was approved, the password was changed, the account disabled. */
  Type.Literal('ended'),
])
export type RequestState = Static<typeof RequestState>

/** The waiting page (RR-2). */
export const RequestView = Type.Object({
  id: Id,
  state: RequestState,
  sentAt: Time,
  expiresAt: Time,
  shared: Type.Boolean(),
  /** How many people were told. */
  told: Type.Integer(),
  disputed: Type.Boolean(),
  /** Six characters, only while it is open (caller code), and when the next ones come. */
  callerCode: Type.Optional(Type.Object({ code: Type.String(), changesAt: Time })),
  /** Name of who decided; reason given for a decline. */
  decidedBy: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  /** Approved, but in force only from then on (RR-6's wait). */
  startsAt: Type.Optional(Time),
})
export type RequestView = Static<typeof RequestView>

/** What "Cannot confirm login" can offer now (RR-1, RR-6). */
export const CannotConfirmView = Type.Object({
  /** `yes`, or why not: a limit (with when), or nobody may answer (names the break-glass kit and the command). */
  request: Type.Union([Type.Literal('yes'), Type.Literal('limit'), Type.Literal('nobody')]),
  retryAt: Type.Optional(Time),
  /** Devices that "I lost my phone" can choose from; empty where there is none. */
  devices: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  /** There is an SMS number that could have been in the phone. */
  number: Type.Boolean(),
})

/** The banner of a suspended session (RR-9). */
export const SuspensionView = Type.Object({
  endsAt: Time,
  /** "Use my old phone again" is offered. */
  oldPhone: Type.Boolean(),
})

/** POST /api/account/break-glass-kit: makes the kit anew and shows it once (RR-11). */
export const BreakGlassKit = Type.Object({ kit: Type.String(), madeAt: Time })
export type BreakGlassKit = Static<typeof BreakGlassKit>
/** POST /api/account/break-glass-kit/test: whether this is the kit that counts (fresh `test-break-glass-kit`). It uses nothing up. */
export const TestBreakGlassKit = Type.Object({ kit: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false })
