import { type Static, Type } from 'typebox'
import { Id, Time } from './common.ts'

/** GET /api/console/sms: texts of the last 24 hours. */
export const SmsUse = Type.Object({
  /** A gateway is set up. */
  on: Type.Boolean(),
  sent: Type.Integer(),
  perDay: Type.Integer(),
  /** No codes are sent before this time. */
  fullUntil: Type.Optional(Time),
  /** So many went to one range of numbers that no more did, at this time. */
  rangeFullAt: Type.Optional(Time),
  /** For whom most were sent, and from how many networks they were asked for. */
  askers: Type.Array(Type.Object({ id: Id, name: Type.String(), login: Type.String(), texts: Type.Integer(), networks: Type.Integer() })),
})
export type SmsUse = Static<typeof SmsUse>
