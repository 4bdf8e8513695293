import { type Static, Type } from 'typebox'

/** ms since 1970. */
export const Time = Type.Integer({ minimum: 0 })
export const Id = Type.String({ minLength: 3, maxLength: 40, pattern: '^[a-z]+_[A-Za-z0-9_-]+$' })
export const IdParams = Type.Object({ id: Id })
export const Empty = Type.Object({}, { additionalProperties: false })
/** The answer of an act that returns nothing. */
export const Ok = Type.Object({ ok: Type.Literal(true) })

export const Refusal = Type.Object({
  code: Type.String(),
  message: Type.String(),
  retryAt: Type.Optional(Time),
  detail: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
})

export const Login = Type.String({ minLength: 1, maxLength: 320 })
/** Long enough for any passphrase; longer input is refused by the password rules with their own code, up to the body limit. */
export const Password = Type.String({ minLength: 1, maxLength: 4096 })
export const Name = Type.String({ minLength: 1, maxLength: 120 })
export const Address = Type.String({ minLength: 3, maxLength: 254 })
export const Token = Type.String({ minLength: 20, maxLength: 128, pattern: '^[A-Za-z0-9_-]+$' })
export const Typed = Type.String({ minLength: 1, maxLength: 200 })
/** base64url of at most 512 bytes. */
export const Bytes = Type.String({ minLength: 1, maxLength: 700, pattern: '^[A-Za-z0-9_-]+$' })

export const Role = Type.Union([Type.Literal('member'), Type.Literal('approver'), Type.Literal('admin')])
export type Role = Static<typeof Role>

export const Access = Type.Union([Type.Literal('full'), Type.Literal('one-factor'), Type.Literal('set-up')])
/** How much a session may do (DESIGN §2). */
export type Access = Static<typeof Access>

/** The kinds of confirmation that exist so far, best first. */
export const MethodKind = Type.Union([
  Type.Literal('phone'),
  Type.Literal('sms'),
  Type.Literal('recovery-code'),
  Type.Literal('verification-code'),
])
export type MethodKind = Static<typeof MethodKind>
