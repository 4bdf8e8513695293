import { type Static, Type } from 'typebox'
import { Id, Time } from './common.ts'

// The audit log (AU-3).

export const RecordKind = Type.Union([
  Type.Literal('login'),
  Type.Literal('method'),
  Type.Literal('password'),
  Type.Literal('recovery'),
  Type.Literal('rules'),
  Type.Literal('people'),
  Type.Literal('service'),
])

const filter = {
  /** Who did it, or whose account it is about. */
  person: Type.Optional(Id),
  kind: Type.Optional(RecordKind),
  /** From this time on, and before that one. */
  from: Type.Optional(Time),
  to: Type.Optional(Time),
  /** Stands somewhere in the reason. */
  text: Type.Optional(Type.String({ maxLength: 100 })),
}
export const RecordFilter = Type.Object(filter, { additionalProperties: false })
export type RecordFilter = Static<typeof RecordFilter>

/** GET /api/console/record?…: newest first, 50 a page. `before` is `next` of the page before: records that come meanwhile
 * move nothing. */
export const RecordQuery = Type.Object(
  { ...filter, before: Type.Optional(Type.String({ maxLength: 80, pattern: '^[0-9]{1,16}\\.[A-Za-z0-9_-]{1,60}$' })) },
  { additionalProperties: false },
)
export type RecordQuery = Static<typeof RecordQuery>

export const RecordedAct = Type.Object({
  id: Type.String(),
  /** Its number; absent for the seconds until it is sealed. */
  seq: Type.Optional(Type.Integer()),
  at: Time,
  act: Type.String(),
  actor: Type.Object({ kind: Type.String(), id: Type.Optional(Type.String()) }),
  /** Whose account it is about. */
  account: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean()])),
  ip: Type.Optional(Type.String()),
  agent: Type.Optional(Type.String()),
  /** As `place.ts` reads it. */
  place: Type.Optional(Type.String()),
})
export type RecordedAct = Static<typeof RecordedAct>

/** What an id in a record stands for: an account, a phone, a group. */
export const RecordName = Type.Object({
  name: Type.String(),
  /** An account that was deleted; the record keeps its name. */
  deleted: Type.Optional(Type.Boolean()),
})
export type RecordName = Static<typeof RecordName>

export const RecordPage = Type.Object({
  acts: Type.Array(RecordedAct),
  names: Type.Record(Type.String(), RecordName),
  /** For the page after this one. */
  next: Type.Optional(Type.String()),
})
export type RecordPage = Static<typeof RecordPage>

/** What a check found wrong: see `features/audit/verify-chain.ts`. */
export const RecordProblem = Type.Union([
  Type.Literal('changed'),
  Type.Literal('moved'),
  Type.Literal('foreign'),
  Type.Literal('missing'),
  Type.Literal('cut'),
  Type.Literal('other-history'),
  Type.Literal('left-out'),
  Type.Literal('seal'),
])
export type RecordProblem = Static<typeof RecordProblem>

/** POST /api/console/record/verify */
export const RecordChecked = Type.Object({
  intact: Type.Boolean(),
  at: Time,
  checked: Type.Integer(),
  /** Where the check began; it looks at the newest 100,000. */
  first: Type.Optional(Type.Object({ seq: Type.Integer(), at: Time })),
  /** Not everything that is kept was looked at. */
  partly: Type.Boolean(),
  unsealed: Type.Integer(),
  /** Whether there are seals outside of the database to compare with. */
  outside: Type.Boolean(),
  bad: Type.Optional(
    Type.Object({
      problem: RecordProblem,
      seq: Type.Optional(Type.Integer()),
      until: Type.Optional(Type.Integer()),
      id: Type.Optional(Type.String()),
      at: Type.Optional(Type.Number()),
      act: Type.Optional(Type.String()),
      sealedAt: Type.Optional(Time),
    }),
  ),
})
export type RecordChecked = Static<typeof RecordChecked>

/** GET /api/console/record/state */
export const RecordState = Type.Object({
  /** The newest seal. */
  seal: Type.Optional(Type.Object({ seq: Type.Integer(), at: Time })),
  /** The oldest record that is kept, where older ones were removed. */
  keptFrom: Type.Optional(Type.Integer()),
  keptDays: Type.Integer(),
  unsealed: Type.Integer(),
  /** The last check that somebody asked for on a page. */
  lastCheck: Type.Optional(Type.Object({ at: Time, intact: Type.Boolean() })),
})
export type RecordState = Static<typeof RecordState>

/** POST /api/console/record/export: a file of what the filter finds, newest first. Needs a fresh confirmation. */
export const ExportRecord = Type.Object(
  { format: Type.Union([Type.Literal('csv'), Type.Literal('jsonl')]), ...filter },
  { additionalProperties: false },
)
export type ExportRecord = Static<typeof ExportRecord>
