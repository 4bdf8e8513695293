import { type Static, Type } from 'typebox'
import { Id, Time } from './common.ts'
import { type SettingName, settingNames } from './policy-settings.ts'

/** A setting of EN-1; its values are in the text form of `policy-settings`. */
export const Setting = Type.Union(settingNames.map((name) => Type.Literal(name)) as unknown as [])
const Value = Type.String({ minLength: 1, maxLength: 80 })
const NamedSetting = Type.Unsafe<SettingName>(Setting)

/** A weaker value that waits: until `worksFrom` any administrator can stop it. */
export const WaitingChange = Type.Object({
  id: Id,
  setting: NamedSetting,
  /** Absent to say nothing any more. */
  value: Type.Optional(Value),
  worksFrom: Time,
  madeAt: Time,
  madeBy: Type.String(),
})
export type WaitingChange = Static<typeof WaitingChange>

const SettingValue = Type.Object({ setting: NamedSetting, value: Value })

/** What everyone, or a group, is asked; what it leaves out, it says nothing about. Of everyone each setting has a value but `setUpBy`. */
export const PolicyScope = Type.Object({
  scope: Type.Union([Type.Literal('everyone'), Id]),
  name: Type.String(),
  people: Type.Integer(),
  settings: Type.Array(SettingValue),
  waiting: Type.Array(WaitingChange),
})
export type PolicyScope = Static<typeof PolicyScope>

/** GET /api/console/policy */
export const PolicyView = Type.Object({ everyone: PolicyScope, groups: Type.Array(PolicyScope), now: Time })
export type PolicyView = Static<typeof PolicyView>

const draft = {
  scope: Type.Union([Type.Literal('everyone'), Id]),
  changes: Type.Array(Type.Object({ setting: NamedSetting, value: Type.Union([Value, Type.Null()]) }, { additionalProperties: false }), {
    minItems: 1,
    maxItems: 20,
  }),
}
/** POST /api/console/policy/preview: what a change would do, to whom. Changes nothing. */
export const PolicyDraft = Type.Object(draft, { additionalProperties: false })
export type PolicyDraft = Static<typeof PolicyDraft>

const Hit = Type.Object({
  id: Id,
  name: Type.String(),
  login: Type.String(),
  /** By when it must be set up. */
  by: Type.Optional(Time),
  /** What can no longer confirm. */
  methods: Type.Optional(Type.Array(Type.String())),
})
/** How many, and the first of them by name. */
const Hits = Type.Object({ count: Type.Integer(), people: Type.Array(Hit) })
export type Hits = Static<typeof Hits>

/** What one setting does: `now` holds at once, `later` after the wait. Absent values say nothing. */
const Split = Type.Object({
  setting: NamedSetting,
  before: Type.Optional(Value),
  now: Type.Optional(Value),
  /** There where something waits. */
  later: Type.Optional(Type.Object({ value: Type.Optional(Value) })),
})
export type Split = Static<typeof Split>

export const PolicyPreview = Type.Object({
  /** What is confirmed and saved is exactly what was shown here. */
  digest: Type.String(),
  /** The parameters of the act `change-policy`. */
  name: Type.String(),
  changes: Type.String(),
  splits: Type.Array(Split),
  /** When what waits takes effect, if it is saved now. */
  worksFrom: Time,
  people: Type.Integer(),
  /** Who must set up two-factor authentication sooner than before, and by when. */
  mustSetUp: Hits,
  /** Who can no longer use a method that they have. */
  loseMethods: Hits,
  /** Who could confirm with nothing any more: while there is somebody, it is not saved. */
  leftWithout: Hits,
  /** Whose open sessions end sooner. */
  shorterSessions: Hits,
  /** For whom two people answer from now on. */
  twoApprovers: Hits,
})
export type PolicyPreview = Static<typeof PolicyPreview>

/** POST /api/console/policy: saves what was previewed; needs a fresh confirmation of `change-policy`. */
export const SavePolicy = Type.Object({ ...draft, digest: Type.String({ minLength: 20, maxLength: 100 }) }, { additionalProperties: false })
export type SavePolicy = Static<typeof SavePolicy>

/** POST /api/console/people/:id/deadline: needs a fresh confirmation of `extend-deadline`. */
export const ExtendDeadline = Type.Object(
  { until: Time, reason: Type.String({ minLength: 3, maxLength: 300 }) },
  { additionalProperties: false },
)
/** POST /api/console/people/:id/answers-for: needs a fresh confirmation of `change-answers-for`. */
export const ChangeAnswersFor = Type.Object({ group: Id, answers: Type.Boolean() }, { additionalProperties: false })
