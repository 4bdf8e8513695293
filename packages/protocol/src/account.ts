import { type Static, Type } from 'typebox'
import { Access, Address, Id, Login, Name, Password, Role, Time, Typed } from './common.ts'
import { DeviceState } from './phone.ts'
import { SuspensionView } from './recovery.ts'

/** GET /api/session: who is signed in here, and what this session may do. */
export const SessionView = Type.Object({
  access: Access,
  account: Type.Object({ id: Id, login: Type.String(), name: Type.String(), role: Role }),
  siteName: Type.String(),
  support: Type.Optional(Type.String()),
  mail: Type.Boolean(),
  /** PUBLIC_URL is localhost: a phone cannot reach this site (TD-7). */
  localhost: Type.Boolean(),
  twoFactor: Type.Boolean(),
  /** Until then two-factor authentication may stay off (EN-2); the banner counts the days. */
  dueAt: Type.Optional(Time),
  codesLow: Type.Optional(Type.Integer()),
  /** Two-factor authentication is suspended in this session (RR-9). */
  suspension: Type.Optional(SuspensionView),
  /** This browser skipped the confirmation (SI-13): logging in with it allows everything. */
  remembered: Type.Optional(Type.Boolean()),
  /** How many wait for an answer, for those who may give one. */
  openCases: Type.Optional(Type.Integer()),
  /** Somebody asks whether a colleague is real (RR-5). */
  managerQuestions: Type.Optional(Type.Integer()),
  expiresAt: Time,
  now: Time,
})
export type SessionView = Static<typeof SessionView>

export const DeviceView = Type.Object({
  id: Id,
  name: Type.String(),
  system: Type.String(),
  state: DeviceState,
  trial: Type.Boolean(),
  /** Paused by a suspension until then (RR-10); far away where it is for good. */
  pausedUntil: Type.Optional(Time),
  /** Blocked as lost (TD-8); allowed again here within 7 days. */
  blockedAt: Type.Optional(Time),
  mayUnblock: Type.Optional(Type.Boolean()),
  /** Paired at another address of this site: it counts as no method (OP-9). */
  otherAddress: Type.Boolean(),
  addedAt: Time,
  lastUsedAt: Type.Optional(Time),
  push: Type.Boolean(),
})
export type DeviceView = Static<typeof DeviceView>

export const EmailView = Type.Object({ id: Id, address: Type.String(), verified: Type.Boolean(), held: Type.Boolean() })
export type EmailView = Static<typeof EmailView>

/** GET /api/account/security */
export const SecurityView = Type.Object({
  twoFactorSince: Type.Optional(Time),
  devices: Type.Array(DeviceView),
  codes: Type.Optional(Type.Object({ left: Type.Integer(), createdAt: Time, held: Type.Boolean() })),
  /** The rules allow recovery codes to this account (EN-1): otherwise none is made, and those there are confirm nothing. */
  codesAllowed: Type.Boolean(),
  emails: Type.Array(EmailView),
  /** The number for SMS, by its last two digits; absent where there is none. */
  number: Type.Optional(
    Type.Object({ id: Id, lastTwo: Type.String(), servesFrom: Type.Optional(Time), held: Type.Boolean(), blocked: Type.Boolean() }),
  ),
  /** A gateway is set up and the account may use SMS. */
  numberPossible: Type.Boolean(),
  /** This administrator may make a break-glass kit; when it was made last. */
  breakGlass: Type.Optional(Type.Object({ madeAt: Type.Optional(Time), testedAt: Type.Optional(Time) })),
  passwordChangedAt: Type.Optional(Time),
  passwordMarked: Type.Boolean(),
  passwordMin: Type.Integer(),
  /** Lanes in which typed methods are off (SI-10); the owner may allow them here from a known browser. */
  typedOff: Type.Array(Type.Union([Type.Literal('known'), Type.Literal('other')])),
  mayAllowTyped: Type.Boolean(),
})
export type SecurityView = Static<typeof SecurityView>

export const ChangePassword = Type.Object({ password: Password }, { additionalProperties: false })
export const AddAddress = Type.Object({ address: Address }, { additionalProperties: false })
export const RenameDevice = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false })

/** Fresh recovery codes, shown once (RC-1). They count from "I have saved them" on. */
export const NewCodes = Type.Object({
  set: Id,
  codes: Type.Array(Type.String()),
  loginUrl: Type.String(),
  support: Type.Optional(Type.String()),
})
export type NewCodes = Static<typeof NewCodes>
export const SavedCodes = Type.Object({ set: Id }, { additionalProperties: false })

/** POST /api/pairings. `replaces` for "Change" (TD-4). */
export const BeginPairing = Type.Object({ replaces: Type.Optional(Id) }, { additionalProperties: false })
export const PairingView = Type.Object({
  id: Id,
  state: Type.Union([Type.Literal('open'), Type.Literal('scanned'), Type.Literal('confirmed'), Type.Literal('ended')]),
  /** For the QR, and for "Open the phone app in a new window". Only while open. */
  url: Type.Optional(Type.String()),
  /** To type by hand, XXXX-XXXX-XXXX. Only while open. */
  code: Type.Optional(Type.String()),
  expiresAt: Time,
  now: Time,
  phone: Type.Optional(Type.Object({ name: Type.String(), system: Type.String(), checkNumber: Type.String() })),
})
export type PairingView = Static<typeof PairingView>

/** A code on its way to a number that somebody wants to set (SM-3). */
export const SentNumberCode = Type.Object({
  lastTwo: Type.String(),
  againAt: Time,
  expiresAt: Time,
  /** The gateway could not deliver it (SM-4). */
  failed: Type.Optional(Type.Boolean()),
  now: Time,
})
export type SentNumberCode = Static<typeof SentNumberCode>

/** GET /api/set-up: the progress of the set-up in this browser (TD-1). */
export const SetUpView = Type.Object({
  step: Type.Union([
    Type.Literal('address'),
    Type.Literal('phone'),
    Type.Literal('number'),
    Type.Literal('codes'),
    /** In place of the codes, where the rules do not allow them (EN-1). */
    Type.Literal('finish'),
    Type.Literal('blocked'),
    Type.Literal('done'),
  ]),
  /** Where the code went, such as `a…@example.org` (step address). */
  address: Type.Optional(Type.String()),
  codeSent: Type.Boolean(),
  /** When the code may be sent again. */
  againAt: Type.Optional(Time),
  device: Type.Optional(Type.Object({ name: Type.String(), system: Type.String() })),
  /** A code is on its way to the number that was entered (step number). */
  numberSent: Type.Optional(SentNumberCode),
  /** Entering a number is one of the steps: a gateway is set up, and the account may use SMS (TD-1). */
  number: Type.Optional(Type.Boolean()),
  /** Saving recovery codes is one of the steps: the rules allow them to this account (EN-1). */
  codes: Type.Boolean(),
  localhost: Type.Boolean(),
  now: Time,
})
export type SetUpView = Static<typeof SetUpView>
export const ProveAddress = Type.Object({ code: Typed }, { additionalProperties: false })
/** POST /api/set-up/complete: `set` is the codes that were saved; absent where the rules do not allow any. */
export const CompleteSetUp = Type.Object({ set: Type.Optional(Id) }, { additionalProperties: false })
/** The set-up is complete: this session is over and the page goes to a sign-in that the new phone confirms. */
export const CompletedSetUp = Type.Object({ to: Type.String() })
export type CompletedSetUp = Static<typeof CompletedSetUp>

export const LoginEvent = Type.Object({
  id: Id,
  at: Time,
  result: Type.String(),
  method: Type.Optional(Type.String()),
  device: Type.Optional(Type.String()),
  agent: Type.String(),
  ip: Type.String(),
  /** As `place.ts` reads it. */
  place: Type.Optional(Type.String()),
  knownBrowser: Type.Boolean(),
})
export type LoginEvent = Static<typeof LoginEvent>
/** GET /api/account/history?before=: 50 at a time, newest first, 180 days (AU-1). */
export const LoginHistory = Type.Object({ events: Type.Array(LoginEvent), more: Type.Boolean() })
export type LoginHistory = Static<typeof LoginHistory>
export const HistoryQuery = Type.Object({ before: Type.Optional(Type.Integer({ minimum: 0 })) }, { additionalProperties: false })

/** GET /api/account/sessions (AU-2) */
export const SessionsView = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: Id,
      current: Type.Boolean(),
      access: Access,
      method: Type.Optional(Type.String()),
      agent: Type.String(),
      ip: Type.String(),
      /** As `place.ts` reads it. */
      place: Type.Optional(Type.String()),
      createdAt: Time,
      lastSeenAt: Time,
    }),
  ),
  browsers: Type.Array(
    Type.Object({ id: Id, current: Type.Boolean(), agent: Type.String(), knownSince: Time, knownUntil: Time, lastSeenAt: Time }),
  ),
})
export type SessionsView = Static<typeof SessionsView>

/** GET /api/account/remembered: browsers that skip the confirmation (SI-13, AU-2). */
export const RememberedView = Type.Object({
  browsers: Type.Array(
    Type.Object({ id: Id, current: Type.Boolean(), agent: Type.String(), since: Time, until: Time, usedAt: Type.Optional(Time) }),
  ),
})
export type RememberedView = Static<typeof RememberedView>

/** Links arrive in the fragment of an address and are posted: they reach no log (ASVS 14.2.1). */
export const LinkPurpose = Type.Union([
  Type.Literal('first-start'),
  Type.Literal('invitation'),
  Type.Literal('reset'),
  Type.Literal('email'),
  Type.Literal('email-undo'),
  Type.Literal('stop'),
  Type.Literal('not-me'),
  Type.Literal('set-up'),
])
export type LinkPurpose = Static<typeof LinkPurpose>
const LinkToken = Type.String({ minLength: 43, maxLength: 43, pattern: '^[A-Za-z0-9_-]+$' })

/** POST /api/links/look: what the link would do; it does nothing yet (AU-4). */
export const LookAtLink = Type.Object({ purpose: LinkPurpose, token: LinkToken }, { additionalProperties: false })
export const LinkView = Type.Object({
  purpose: LinkPurpose,
  siteName: Type.String(),
  account: Type.Optional(Type.Object({ login: Type.String(), name: Type.String() })),
  /** The address that `email` and `email-undo` are about. */
  address: Type.Optional(Type.String()),
  /** What happened, for `not-me`: the notice's kind and parameters. */
  notice: Type.Optional(Type.Object({ kind: Type.String(), params: Type.Record(Type.String(), Type.String()), at: Time })),
  /** An unfinished first start goes on: the account exists already, its login and password are asked. */
  resume: Type.Boolean(),
  passwordMin: Type.Integer(),
  expiresAt: Time,
  now: Time,
})
export type LinkView = Static<typeof LinkView>
/** POST /api/links/first-start, when there is no account yet. */
export const FirstStart = Type.Object(
  { token: LinkToken, name: Name, login: Login, email: Address, password: Password },
  { additionalProperties: false },
)
/** POST /api/links/invitation and /reset */
export const LinkPassword = Type.Object({ token: LinkToken, password: Password }, { additionalProperties: false })
/** POST /api/links/set-up, and first-start to go on with an unfinished one. */
export const LinkLogin = Type.Object({ token: LinkToken, login: Login, password: Password }, { additionalProperties: false })
/** POST /api/links/not-me, /email, /email-undo */
export const UseLink = Type.Object({ token: LinkToken }, { additionalProperties: false })
/** Where to go on. */
export const GoOn = Type.Object({ to: Type.String() })
export type GoOn = Static<typeof GoOn>

/** POST /api/account/number and /api/set-up/number: sends a code to it (SM-3). */
export const NewNumber = Type.Object({ number: Type.String({ minLength: 4, maxLength: 40 }) }, { additionalProperties: false })
/** GET /api/account/number, and the answer of its check and remove: the number on record, and the one that waits for its code here. */
export const OwnNumber = Type.Object({ number: SecurityView.properties.number, pending: Type.Optional(SentNumberCode) })
export type OwnNumber = Static<typeof OwnNumber>
/** POST /api/account/number/check and /api/set-up/number/check */
export const CheckNumber = Type.Object({ code: Typed }, { additionalProperties: false })
/** POST /api/forgotten-password/access-code: a new password by an access code from an approver (RR-13). */
export const PasswordByCode = Type.Object(
  { login: Login, code: Type.String({ minLength: 1, maxLength: 40 }), password: Password },
  { additionalProperties: false },
)
