import { type Static, Type } from 'typebox'
import { Login, MethodKind, Password, Time, Typed } from './common.ts'
import { CannotConfirmView, RequestView } from './recovery.ts'

/** POST /api/sign-in: the password step. Makes a sign-in and its cookie. */
export const BeginSignIn = Type.Object(
  {
    login: Login,
    password: Password,
    /** A path on this site to go on to; anything else is ignored. */
    returnTo: Type.Optional(Type.String({ maxLength: 2000 })),
    /** A remembered browser asks for the confirmation this time (SI-13, SI-16). */
    confirm: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)

/** One way to confirm, as the list of other methods shows it. Only what this account can use now. */
export const MethodOffer = Type.Object({
  kind: MethodKind,
  /** The last two digits of the number (SMS). */
  hint: Type.Optional(Type.String()),
  /** How many are left (recovery codes). */
  left: Type.Optional(Type.Integer()),
})

export const PromptView = Type.Object({
  id: Type.String(),
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('confirmed'),
    Type.Literal('denied'),
    Type.Literal('mistaken'),
    Type.Literal('ended'),
  ]),
  /** The digits to type on the phone; absent where only scanning is allowed, and once the prompt is over. */
  matchCode: Type.Optional(Type.String()),
  /** What the QR of "Scan instead" holds: an address of the phone app with 128 bits in its fragment. */
  scanUrl: Type.Optional(Type.String()),
  expiresAt: Time,
  /** When "Send again" works. */
  againAt: Time,
  /** A phone has shown it. */
  seen: Type.Boolean(),
  /** No sign of life for 15 s: the page offers the other methods by itself. */
  silentAt: Time,
})

export const PhoneView = Type.Object({
  devices: Type.Array(Type.Object({ name: Type.String() })),
  prompt: Type.Optional(PromptView),
  /** Set while no prompts are sent, with the time it ends (0: until something else confirmed). */
  pausedUntil: Type.Optional(Time),
})

/** Why a sign-in is over. */
export const EndReason = Type.Union([
  Type.Literal('expired'),
  Type.Literal('not-me'),
  Type.Literal('left'),
  Type.Literal('finished'),
  /** The password is marked and nothing confirms this account: only a reset link leads on (SI-15). */
  Type.Literal('password-marked'),
  /** Something else ended it: the password was changed, the account disabled, another sign-in took over. */
  Type.Literal('ended'),
])

/** GET /api/sign-in: the true state at any moment; refreshing shows it and never starts over (SI-3). */
export const SignInView = Type.Object({
  /** `password`: there is no sign-in. `over`: it ended, see `over`. The others as in next-step. */
  step: Type.Union([
    Type.Literal('password'),
    Type.Literal('confirm'),
    Type.Literal('change-password'),
    Type.Literal('new-codes'),
    /** Waits for an administrator, or says how that ended: see `request` (RR-2). */
    Type.Literal('wait'),
    /** Access was granted on a shared computer: the password is asked once more. */
    Type.Literal('password-again'),
    Type.Literal('finish'),
    Type.Literal('over'),
  ]),
  /** The server's time, for countdowns. */
  now: Time,
  siteName: Type.String(),
  /** Shown as "If none of these works, contact …"; absent if the operator set none. */
  support: Type.Optional(Type.String()),
  /** False: "Forgotten password" says whom to ask instead of sending mail. */
  mail: Type.Boolean(),
  /** There is no administrator yet: the page says to open the first link. */
  first: Type.Boolean(),
  over: Type.Optional(EndReason),
  /** Whose sign-in it is. */
  account: Type.Optional(Type.Object({ login: Type.String(), name: Type.String() })),
  purpose: Type.Optional(Type.Union([Type.Literal('sign-in'), Type.Literal('act')])),
  act: Type.Optional(Type.Object({ name: Type.String(), params: Type.Record(Type.String(), Type.String()) })),
  expiresAt: Type.Optional(Time),
  phone: Type.Optional(PhoneView),
  methods: Type.Optional(Type.Array(MethodOffer)),
  /** The waits of typed methods (SI-10). */
  typed: Type.Optional(
    Type.Object({
      retryAt: Type.Optional(Time),
      off: Type.Boolean(),
    }),
  ),
  /** A code that was sent for this sign-in (SM-1). */
  sent: Type.Optional(
    Type.Object({
      method: MethodKind,
      /** Last two digits. */
      to: Type.String(),
      againAt: Time,
      expiresAt: Time,
      /** The gateway could not deliver it (SM-4). */
      failed: Type.Boolean(),
    }),
  ),
  request: Type.Optional(RequestView),
  cannot: Type.Optional(CannotConfirmView),
  /** Minimum length for a new password (step change-password). */
  passwordMin: Type.Optional(Type.Integer()),
  /** "Skip the confirmation on this browser" may be ticked (SI-13). */
  remember: Type.Optional(Type.Object({ days: Type.Integer(), asked: Type.Boolean() })),
  /** Recovery codes left after this sign-in, where three or fewer (RC-4). */
  codesLow: Type.Optional(Type.Integer()),
})
export type SignInView = Static<typeof SignInView>

/** POST /api/sign-in/remember: ticks or unticks it. Counts once the sign-in was confirmed by phone or verification code. */
export const AskRemember = Type.Object({ remember: Type.Boolean() }, { additionalProperties: false })

/** POST /api/sign-in/answer: what was typed on the page for a method. */
export const AnswerSignIn = Type.Object({ method: MethodKind, answer: Typed }, { additionalProperties: false })

/** POST /api/sign-in/start: sends a code (SM-1). Answers with a SignInView. */
export const StartMethod = Type.Object({ method: MethodKind }, { additionalProperties: false })
/** POST /api/sign-in/password-again */
export const PasswordAgain = Type.Object({ password: Password }, { additionalProperties: false })

/** POST /api/sign-in/password: the new password of a marked one (SI-15). */
export const NewPassword = Type.Object({ password: Password }, { additionalProperties: false })

/** POST /api/sign-in/finish. `to` is a path on this site. For an act: the session has its confirmation now. */
export const FinishedSignIn = Type.Object({ to: Type.String(), purpose: Type.Union([Type.Literal('sign-in'), Type.Literal('act')]) })
export type FinishedSignIn = Static<typeof FinishedSignIn>

/** POST /api/confirmations: a fresh confirmation, begun inside a session. Answers with a SignInView. */
export const BeginConfirmation = Type.Object(
  {
    act: Type.String({ maxLength: 40 }),
    params: Type.Record(Type.String({ maxLength: 20 }), Type.String({ maxLength: 500 })),
    password: Password,
  },
  { additionalProperties: false },
)

export const ForgottenPassword = Type.Object({ login: Login }, { additionalProperties: false })
