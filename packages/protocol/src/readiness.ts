import type { Static } from 'typebox'
import { Type } from 'typebox'
import { type TodayReason, todayReasons } from './case-words.ts'
import { Id, Role, Time, Typed } from './common.ts'

// RR-12 and TD-5: who would be locked out, for administrators; what would be left without the phone, for each person; and the
// rehearsal of it.

const Paging = { total: Type.Integer(), page: Type.Integer(), pages: Type.Integer() }
/** 25 a page. Search finds names, login names and addresses. */
export const ReadinessQuery = Type.Object(
  { search: Type.Optional(Type.String({ maxLength: 100 })), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })) },
  { additionalProperties: false },
)
/** Why two people are needed, as far as it stands today (case-words.ts); empty where one is enough. */
const Because = Type.Array(Type.Unsafe<TodayReason>(Type.Union(todayReasons.map((key) => Type.Literal(key)))))
const someone = { id: Id, name: Type.String(), login: Type.String(), role: Role }

/** GET /api/console/without-two-factor: who has no second factor now, why and until when. */
export const WithoutTwoFactor = Type.Object({
  people: Type.Array(
    Type.Object({
      ...someone,
      why: Type.Union([Type.Literal('suspended'), Type.Literal('not-set-up'), Type.Literal('no-method')]),
      until: Type.Optional(Time),
    }),
  ),
  ...Paging,
})
export type WithoutTwoFactor = Static<typeof WithoutTwoFactor>

/** Why recovery codes would not help. */
export const NoCodes = Type.Union([
  Type.Literal('none'),
  Type.Literal('spent'),
  Type.Literal('held'),
  /** Too many wrong ones (SI-10). */
  Type.Literal('off'),
  /** The rules of a group do not allow them (EN-1). */
  Type.Literal('not-allowed'),
])
export type NoCodes = Static<typeof NoCodes>

/** GET /api/console/at-risk: who would have nothing of their own left if they lost their phone today, the worst first. */
export const AtRisk = Type.Object({
  people: Type.Array(
    Type.Object({
      ...someone,
      self: Type.Boolean(),
      /** What would still let them in: an approver, or only the break-glass kit, or only the command on the server. */
      left: Type.Union([Type.Literal('approver'), Type.Literal('kit'), Type.Literal('command')]),
      /** How many could answer for them now. */
      answerers: Type.Integer(),
      because: Because,
      /** Fewer than two qualify: one approval takes effect after 24 h. */
      waits: Type.Boolean(),
      phones: Type.Integer(),
      codes: NoCodes,
      /** There is a number for SMS: it counts as in the phone. */
      number: Type.Boolean(),
      /** Not even now could they confirm a login. */
      alreadyOut: Type.Boolean(),
      /** When somebody asked them to prepare, and whether it may be done again now. */
      askedAt: Type.Optional(Time),
      mayAsk: Type.Boolean(),
    }),
  ),
  ...Paging,
})
export type AtRisk = Static<typeof AtRisk>

/** What an administrator has to see to for themselves (RR-11). */
export const ReadinessNote = Type.Union([
  Type.Literal('only-administrator'),
  Type.Literal('nobody-for-you'),
  Type.Literal('no-kit'),
  Type.Literal('kit-untested'),
])
export type ReadinessNote = Static<typeof ReadinessNote>

/** GET /api/console/readiness: how many there are, for the console's home. */
export const Readiness = Type.Object({
  without: Type.Integer(),
  atRisk: Type.Integer(),
  /** Of these, nobody could let so many in. */
  nobody: Type.Integer(),
  notes: Type.Array(ReadinessNote),
  now: Time,
})
export type Readiness = Static<typeof Readiness>

// ---- For each person

/** One way in, as it would be without the phone. */
export const Way = Type.Object({
  kind: Type.Union([
    Type.Literal('other-phone'),
    Type.Literal('recovery-code'),
    Type.Literal('sms'),
    Type.Literal('approver'),
    Type.Literal('kit'),
  ]),
  works: Type.Boolean(),
  /** One sentence by key and parameters; the texts are the page's (`ready.<kind>.<why>`). */
  why: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  /** Of the way through an approver. */
  because: Type.Optional(Because),
  /** How long it would take. */
  takes: Type.Optional(Type.Union([Type.Literal('minute'), Type.Literal('people'), Type.Literal('day')])),
  /** What closes this gap. */
  todo: Type.Optional(
    Type.Union([
      Type.Literal('create-codes'),
      Type.Literal('add-phone'),
      Type.Literal('add-number'),
      Type.Literal('allow-typed'),
      Type.Literal('kit'),
      Type.Literal('ask-administrator'),
    ]),
  ),
})
export type Way = Static<typeof Way>

/** GET /api/account/ready?phone=&number=: "What if I lose this phone today?" */
export const ReadyQuery = Type.Object(
  {
    /** The id of a phone, or `all` (as it is without it). */
    phone: Type.Optional(Type.Union([Id, Type.Literal('all')])),
    /** `no`: the number for SMS is not in it. As shipped it is. */
    number: Type.Optional(Type.Union([Type.Literal('yes'), Type.Literal('no')])),
  },
  { additionalProperties: false },
)
export const ReadyView = Type.Object({
  phones: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  chosen: Type.String(),
  /** There is a number that could be in it. */
  number: Type.Boolean(),
  numberInIt: Type.Boolean(),
  verdict: Type.Union([
    /** Two or more ways of their own. */
    Type.Literal('ready'),
    /** One way of their own. */
    Type.Literal('thin'),
    /** Only other people could let them in. */
    Type.Literal('people'),
    /** Only the break-glass kit or the command on the server. */
    Type.Literal('locked-out'),
  ]),
  ways: Type.Array(Way),
  /** What whoever answers would do to make sure (RR-5), by key and parameters. */
  asked: Type.Array(Type.Object({ key: Type.String(), params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])) })),
  practisedAt: Type.Optional(Time),
  now: Time,
})
export type ReadyView = Static<typeof ReadyView>

// ---- "Practise"

/** GET /api/account/practice, and the answer of each step: the rehearsal in this session. */
export const PracticeView = Type.Object({
  /** Under way until then; absent where none is. */
  until: Type.Optional(Time),
  /** How many recovery codes there are, and whether a phone shows verification codes. */
  codes: Type.Integer(),
  /** The rules allow recovery codes (EN-1). */
  codesAllowed: Type.Boolean(),
  verification: Type.Boolean(),
  codeResult: Type.Optional(Type.Union([Type.Literal('right'), Type.Literal('not-found')])),
  verificationResult: Type.Optional(Type.Union([Type.Literal('right'), Type.Literal('skipped')])),
  /** Answers that can still be tried. */
  triesLeft: Type.Integer(),
  /** The last rehearsal in which something worked. */
  practisedAt: Type.Optional(Time),
  now: Time,
})
export type PracticeView = Static<typeof PracticeView>
/** POST /api/account/practice/recovery-code and /verification-code: whether it is right. It uses nothing up. */
export const PracticeAnswer = Type.Object({ code: Typed }, { additionalProperties: false })
/** POST /api/account/practice/skip: "I would not find them", or no phone at hand. */
export const PracticeSkip = Type.Object(
  { part: Type.Union([Type.Literal('recovery-code'), Type.Literal('verification-code')]) },
  { additionalProperties: false },
)

// ---- "Is this still your phone?" (TD-5)

/** GET /api/account/still-yours: the phones that are asked about now. */
export const StillYours = Type.Object({
  phones: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      system: Type.String(),
      addedAt: Time,
      lastUsedAt: Type.Optional(Time),
      /** Nobody used it for 180 days. */
      unused: Type.Boolean(),
    }),
  ),
})
export type StillYours = Static<typeof StillYours>
