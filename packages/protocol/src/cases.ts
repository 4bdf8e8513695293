import { type Static, Type } from 'typebox'
import { Id, Time } from './common.ts'
import { PhoneFate, RequestState, SuspensionHours, SuspensionScope } from './recovery.ts'

// The way through an administrator, for those who answer: what an approver sees and does.

const PlainText = (max: number) => Type.String({ maxLength: max })

/** One line of the list of cases. GET /api/console/cases: open ones first, then the last 30 days; live by GET /api/console/events. */
export const CaseLine = Type.Object({
  id: Id,
  account: Type.Object({ id: Id, name: Type.String(), login: Type.String() }),
  kind: Type.Union([Type.Literal('request'), Type.Literal('desk'), Type.Literal('password')]),
  state: Type.Union([
    Type.Literal('open'),
    Type.Literal('waiting'),
    Type.Literal('approved'),
    Type.Literal('declined'),
    Type.Literal('ended'),
  ]),
  openedAt: Time,
  requests: Type.Integer(),
  /** Two people must agree; how many did. */
  needs: Type.Integer(),
  agreed: Type.Integer(),
  disputed: Type.Boolean(),
  mayAnswer: Type.Boolean(),
})
export type CaseLine = Static<typeof CaseLine>
export const CaseLines = Type.Object({ cases: Type.Array(CaseLine), open: Type.Integer() })
export type CaseLines = Static<typeof CaseLines>

/** One sentence of evidence by key and parameters (texts are the page's; keys in case-words.ts), with how it is to be taken. */
export const Evidence = Type.Object({
  key: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  tone: Type.Union([Type.Literal('usual'), Type.Literal('unusual'), Type.Literal('plain')]),
})
export type Evidence = Static<typeof Evidence>

/** A red flag (RR-4) by key and parameters, as of evidence. */
export const Flag = Type.Object({
  key: Type.String(),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
})
export type Flag = Static<typeof Flag>

export const ContactKind = Type.Union([
  Type.Literal('in-person'),
  Type.Literal('live-video'),
  Type.Literal('call-back'),
  Type.Literal('manager'),
])
export type ContactKind = Static<typeof ContactKind>

/** Where this approver stands with one request (RR-5). */
export const MyAnswer = Type.Object({
  step: Type.Union([
    Type.Literal('contact'),
    Type.Literal('account'),
    Type.Literal('caller-code'),
    Type.Literal('decide'),
    Type.Literal('decline-only'),
    Type.Literal('done'),
    Type.Literal('barred'),
  ]),
  /** `smsNumber`: the call went to the number for SMS, so it counts only if that was not in the lost phone (RR-5). */
  contact: Type.Optional(Type.Object({ kind: ContactKind, detail: Type.String(), at: Time, smsNumber: Type.Optional(Type.Boolean()) })),
  /** The manager on record was asked and has not answered yet. */
  managerPending: Type.Optional(Type.Object({ name: Type.String() })),
  callerTriesLeft: Type.Integer(),
  decision: Type.Optional(Type.String()),
})
export type MyAnswer = Static<typeof MyAnswer>

/** How many must agree on one answer, as it stands now; empty for one that is over. */
const Agreeing = {
  /** Red flags, the worst first (RR-4). */
  flags: Type.Array(Flag),
  /** Why two people are needed, by key (case-words.ts); empty where one is enough. */
  twoBecause: Type.Array(Type.String()),
  /** Fewer than two qualify: one approval takes effect after 24 h. */
  waits: Type.Boolean(),
}

/** One line of what happened in a case. */
export const CaseEvent = Type.Object({
  at: Time,
  /** By key (case-words.ts). */
  kind: Type.String(),
  /** Who did it, by the name of that day; empty for the service itself. */
  by: Type.String(),
  request: Type.Optional(Id),
  params: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  /** With a decision: what stood in the case then. */
  flags: Type.Optional(Type.Array(Flag)),
  twoBecause: Type.Optional(Type.Array(Type.String())),
  evidence: Type.Optional(Type.Array(Evidence)),
  requestEvidence: Type.Optional(Type.Array(Evidence)),
})
export type CaseEvent = Static<typeof CaseEvent>

/** An earlier case of the same account. */
export const EarlierCase = Type.Object({
  id: Id,
  kind: CaseLine.properties.kind,
  state: CaseLine.properties.state,
  closedReason: Type.Optional(Type.String()),
  openedAt: Time,
  /** Who approved or declined it. */
  by: Type.Array(Type.String()),
})
export type EarlierCase = Static<typeof EarlierCase>

export const CaseRequest = Type.Object({
  id: Id,
  state: RequestState,
  sentAt: Time,
  expiresAt: Time,
  message: Type.String(),
  agent: Type.String(),
  ip: Type.String(),
  /** As `place.ts` reads it. */
  place: Type.Optional(Type.String()),
  knownBrowser: Type.Boolean(),
  disputed: Type.Boolean(),
  evidence: Type.Array(Evidence),
  mine: MyAnswer,
  ...Agreeing,
})
export type CaseRequest = Static<typeof CaseRequest>

/** GET /api/console/cases/:id (RR-4): evidence, not claims; contact data as it was 7 days ago. */
export const CaseView = Type.Object({
  id: Id,
  kind: CaseLine.properties.kind,
  state: CaseLine.properties.state,
  openedAt: Time,
  /** By key (case-words.ts). */
  closedReason: Type.Optional(Type.String()),
  account: Type.Object({
    id: Id,
    login: Type.String(),
    name: Type.String(),
    role: Type.String(),
    groups: Type.Array(Type.String()),
    emails: Type.Array(Type.String()),
    manager: Type.Optional(Type.String()),
    /** The viewer is the manager on record: they cannot vouch and answer. */
    managerIsYou: Type.Optional(Type.Boolean()),
  }),
  /** Numbers for a call-back that were on record 7 days ago; `wasInPhone` may not be used. */
  numbers: Type.Array(Type.Object({ id: Id, number: Type.String(), kind: Type.String() })),
  disputed: Type.Boolean(),
  /** Which channel stopped, and when. */
  stops: Type.Array(Type.Object({ channel: Type.String(), at: Time })),
  requests: Type.Array(CaseRequest),
  /** An answer without a request, which ends in an access code (RR-7). Also there beside open requests, for "None of these":
   * a stranger's request must not keep the owner at the desk from being helped. */
  mine: Type.Optional(MyAnswer),
  /** The ways of contact that count for this case now; absent: all four (a disputed one: in person and live video, RR-3). */
  contacts: Type.Optional(Type.Array(ContactKind)),
  /** The wait is over and nobody has seen the access code yet: POST /api/console/cases/:id/access-code makes it and answers
   * with `Approved`, for who approved it (RR-8; fresh `show-access-code`). */
  codeReady: Type.Optional(Type.Boolean()),
  /** Evidence of the account, as far as it belongs to no single request. */
  evidence: Type.Array(Evidence),
  /** For an answer without a request. */
  ...Agreeing,
  /** A suspension for any browser may be approved here (RR-8). */
  anyBrowser: Type.Boolean(),
  /** The whole story, the oldest first. */
  history: Type.Array(CaseEvent),
  /** Other cases of the account, the latest first, 20 at most. */
  earlier: Type.Array(EarlierCase),
  answers: Type.Array(
    Type.Object({
      name: Type.String(),
      decision: Type.String(),
      at: Time,
      contact: Type.Optional(Type.String()),
      note: Type.Optional(Type.String()),
      request: Type.Optional(Id),
    }),
  ),
  suspension: Type.Optional(
    Type.Object({
      id: Id,
      scope: SuspensionScope,
      startsAt: Time,
      endsAt: Time,
      claimedAt: Type.Optional(Time),
      endedAt: Type.Optional(Time),
      /** Browsers that came in, of those that may; only for any browser. */
      browsers: Type.Optional(Type.Object({ in: Type.Integer(), most: Type.Integer() })),
    }),
  ),
  /** Until when this viewer approves nothing: five approvals within an hour (RR-6). */
  pausedUntil: Type.Optional(Time),
  /** This viewer may answer; else why not, by key (case-words.ts). */
  mayAnswer: Type.Boolean(),
  whyNot: Type.Optional(Type.String()),
  now: Time,
})
export type CaseView = Static<typeof CaseView>

const OfRequest = { request: Type.Optional(Id) }
/** POST /api/console/cases/:id/contact. `number` for a call-back; `words` says where, which document, who. */
export const ContactStep = Type.Object(
  { ...OfRequest, kind: ContactKind, number: Type.Optional(Id), words: PlainText(200) },
  { additionalProperties: false },
)
export type ContactStep = Static<typeof ContactStep>
/** POST /api/console/cases/:id/account: whether what the person said of time, computer and place agrees. */
export const AccountStep = Type.Object({ ...OfRequest, agrees: Type.Boolean(), said: PlainText(300) }, { additionalProperties: false })
export type AccountStep = Static<typeof AccountStep>
/** POST /api/console/cases/:id/caller-code */
export const CallerCodeStep = Type.Object(
  { ...OfRequest, code: Type.String({ minLength: 1, maxLength: 40 }) },
  { additionalProperties: false },
)
export type CallerCodeStep = Static<typeof CallerCodeStep>
/** POST /api/console/cases/:id/decline */
export const DeclineStep = Type.Object(
  { ...OfRequest, reason: Type.String({ minLength: 3, maxLength: 300 }) },
  { additionalProperties: false },
)
export type DeclineStep = Static<typeof DeclineStep>
/** POST /api/console/cases/:id/approve: needs a fresh confirmation of the act `approve-recovery` with exactly these parameters, by phone. */
export const ApproveStep = Type.Object(
  {
    ...OfRequest,
    note: Type.String({ minLength: 3, maxLength: 500 }),
    fate: PhoneFate,
    numberInIt: Type.Boolean(),
    hours: SuspensionHours,
    scope: SuspensionScope,
  },
  { additionalProperties: false },
)
export type ApproveStep = Static<typeof ApproveStep>
/** What an approval came to. `code` is shown once (next browser, new password); `startsAt` beside it: it works from then on.
 * Also the answer of POST /api/console/cases/:id/access-code, once the wait is over. */
export const Approved = Type.Object({
  state: Type.Union([Type.Literal('needs-second'), Type.Literal('waits'), Type.Literal('in-force')]),
  startsAt: Type.Optional(Time),
  code: Type.Optional(Type.String()),
  codeExpiresAt: Type.Optional(Time),
})
export type Approved = Static<typeof Approved>
/** POST /api/console/people/:id/two-factor and /password-code: opens a case without a request (RR-7), or names the open one. */
export const OpenedCase = Type.Object({ case: Id, existing: Type.Boolean() })
export type OpenedCase = Static<typeof OpenedCase>
/** GET /api/account/manager-questions: "is this your colleague?", for the manager on record in their own session (RR-5). */
export const ManagerQuestions = Type.Object({
  questions: Type.Array(Type.Object({ id: Id, name: Type.String(), asker: Type.String(), at: Time })),
})
export type ManagerQuestions = Static<typeof ManagerQuestions>
export const ManagerAnswer = Type.Object({ agrees: Type.Boolean() }, { additionalProperties: false })
