import { type Static, Type } from 'typebox'
import { DeviceView, EmailView } from './account.ts'
import { Address, Id, Login, Name, Role, Time } from './common.ts'
import { SuspensionScope } from './recovery.ts'

export const AccountState = Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('disabled')])
/** What keeps a group from being deleted: a mark (RR-6), other rules of its own (EN-1), approvers who answer for it. */
export const GroupHold = Type.Union([Type.Literal('mark'), Type.Literal('rules'), Type.Literal('approvers')])
export type GroupHold = Static<typeof GroupHold>
export const Group = Type.Object({
  id: Id,
  name: Type.String(),
  members: Type.Integer(),
  holds: Type.Array(GroupHold),
  /** The approvers who answer for it. */
  answeredBy: Type.Array(Type.Object({ id: Id, name: Type.String() })),
})
export type Group = Static<typeof Group>
export const Groups = Type.Object({ groups: Type.Array(Group) })
export type Groups = Static<typeof Groups>
export const NewGroup = Type.Object({ name: Type.String({ minLength: 1, maxLength: 60 }) }, { additionalProperties: false })

export const Person = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  email: Type.Optional(Type.String()),
  role: Role,
  state: AccountState,
  twoFactor: Type.Boolean(),
  lastLoginAt: Type.Optional(Time),
})
export type Person = Static<typeof Person>
/** GET /api/console/people?search=&page=: 25 a page, by name. Search finds names, login names and addresses. */
export const People = Type.Object({ people: Type.Array(Person), total: Type.Integer(), page: Type.Integer(), pages: Type.Integer() })
export type People = Static<typeof People>
export const PeopleQuery = Type.Object(
  { search: Type.Optional(Type.String({ maxLength: 100 })), page: Type.Optional(Type.Integer({ minimum: 1, maximum: 100000 })) },
  { additionalProperties: false },
)

/** GET /api/console/people/:id */
export const PersonView = Type.Object({
  id: Id,
  login: Type.String(),
  name: Type.String(),
  role: Role,
  state: AccountState,
  self: Type.Boolean(),
  createdAt: Time,
  twoFactorSince: Type.Optional(Time),
  /** Until when a member may go without (EN-2); with `extendable` an administrator can give them longer. */
  dueAt: Type.Optional(Time),
  extendable: Type.Optional(Type.Boolean()),
  passwordMarked: Type.Boolean(),
  emails: Type.Array(EmailView),
  groups: Type.Array(Type.Object({ id: Id, name: Type.String() })),
  /** Of an approver: the groups whose members they answer for (RR-6). */
  answersFor: Type.Optional(Type.Array(Type.Object({ id: Id, name: Type.String() }))),
  /** The rules that hold for this account (EN-1), each with who says so: names of groups, `everyone`, `role`. */
  rules: Type.Array(Type.Object({ setting: Type.String(), value: Type.String(), from: Type.Array(Type.String()) })),
  devices: Type.Array(DeviceView),
  codesLeft: Type.Optional(Type.Integer()),
  sessions: Type.Integer(),
  /** Browsers that skip the confirmation (SI-13). */
  remembered: Type.Integer(),
  typedOff: Type.Array(Type.String()),
  manager: Type.Optional(Type.Object({ id: Id, name: Type.String() })),
  contactNumber: Type.Optional(Type.String()),
  suspension: Type.Optional(Type.Object({ startsAt: Time, endsAt: Time, scope: SuspensionScope })),
  /** An open case of this account. */
  openCase: Type.Optional(Id),
  /** Until when the last invitation can be used, while the account is invited. */
  invitedUntil: Type.Optional(Time),
  history: Type.Array(
    Type.Object({
      id: Id,
      at: Time,
      result: Type.String(),
      method: Type.Optional(Type.String()),
      agent: Type.String(),
      ip: Type.String(),
      /** As `place.ts` reads it. */
      place: Type.Optional(Type.String()),
    }),
  ),
})
export type PersonView = Static<typeof PersonView>

/** POST /api/console/invitations. Answers with the link to hand over; `mailed` if it was also sent. */
export const Invite = Type.Object(
  { name: Name, login: Login, email: Type.Optional(Address), role: Role, groups: Type.Array(Id, { maxItems: 50 }) },
  { additionalProperties: false },
)
export type Invite = Static<typeof Invite>
export const HandedLink = Type.Object({ id: Id, link: Type.String(), mailed: Type.Boolean(), expiresAt: Time })
export type HandedLink = Static<typeof HandedLink>
export const ChangeRole = Type.Object({ role: Role }, { additionalProperties: false })
export const ChangeGroups = Type.Object({ groups: Type.Array(Id, { maxItems: 50 }) }, { additionalProperties: false })

/** GET /api/console/overview: the first minutes' checklist, with live status (DESIGN §6). */
export const Overview = Type.Object({
  people: Type.Object({ total: Type.Integer(), withoutTwoFactor: Type.Integer(), invited: Type.Integer() }),
  checklist: Type.Object({
    invited: Type.Boolean(),
    practised: Type.Boolean(),
    https: Type.Boolean(),
    mail: Type.Boolean(),
    sms: Type.Optional(Type.Boolean()),
  }),
  /** What does not work as it is set up, by code (OP-7). */
  missing: Type.Array(Type.String()),
  now: Time,
})
export type Overview = Static<typeof Overview>

/** POST /api/console/people/:id/manager and /contact-number: set by administrators, never by the person alone (EN-6). */
export const ChangeManager = Type.Object({ manager: Type.Union([Id, Type.Null()]) }, { additionalProperties: false })
export const ChangeContactNumber = Type.Object(
  { number: Type.Union([Type.String({ minLength: 4, maxLength: 40 }), Type.Null()]) },
  { additionalProperties: false },
)
