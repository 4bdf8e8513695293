import { type Static, Type } from 'typebox'
import { Bytes, Id, Time } from './common.ts'

const Point = Type.String({ minLength: 87, maxLength: 87, pattern: '^[A-Za-z0-9_-]+$', description: 'P-256 point, 65 bytes, base64url' })
const Signature = Type.String({
  minLength: 86,
  maxLength: 86,
  pattern: '^[A-Za-z0-9_-]+$',
  description: 'ECDSA P-256 SHA-256, r and s, 64 bytes, base64url',
})

/** POST /api/phone/pairings/open: the phone shows the token of the QR, or the typed code, and gets the server's key.
 * Opening uses nothing up; scanning does. */
export const OpenPairing = Type.Union([
  Type.Object({ token: Type.String({ minLength: 22, maxLength: 22 }) }, { additionalProperties: false }),
  Type.Object({ code: Type.String({ minLength: 1, maxLength: 40 }) }, { additionalProperties: false }),
])
export const OpenedPairing = Type.Object({ pairing: Id, serverKey: Point, siteName: Type.String() })
export type OpenedPairing = Static<typeof OpenedPairing>

/** POST /api/phone/pairings/scan: the phone's keys, with the proof that it knows the token or code. First one wins (TD-2). */
export const ScanPairing = Type.Object(
  {
    pairing: Id,
    agreeKey: Point,
    signKey: Point,
    proof: Bytes,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    system: Type.String({ minLength: 1, maxLength: 60 }),
  },
  { additionalProperties: false },
)
export type ScanPairing = Static<typeof ScanPairing>
export const ScannedPairing = Type.Object({ device: Id, proof: Bytes, checkNumber: Type.String() })
export type ScannedPairing = Static<typeof ScannedPairing>

/** POST /api/phone/nonce and POST /api/phone/token: how a phone proves itself. The token is good for 10 minutes. */
export const Nonce = Type.Object({ nonce: Type.String(), now: Time })
export type Nonce = Static<typeof Nonce>
export const ProveDevice = Type.Object(
  { device: Id, nonce: Type.String({ maxLength: 200 }), person: Type.Boolean(), signature: Signature },
  { additionalProperties: false },
)
export const DeviceToken = Type.Object({ token: Type.String(), expiresAt: Time, now: Time })
export type DeviceToken = Static<typeof DeviceToken>

export const DeviceState = Type.Union([
  Type.Literal('scanned'),
  Type.Literal('ready'),
  Type.Literal('trusted'),
  Type.Literal('held'),
  Type.Literal('blocked'),
  Type.Literal('removed'),
])
export type DeviceState = Static<typeof DeviceState>

/** GET /api/phone/me */
export const PhoneMe = Type.Object({
  state: DeviceState,
  /** Paused by a suspension until then (RR-10): it confirms nothing but "Use my old phone again". */
  pausedUntil: Type.Optional(Time),
  /** The account, once "This is my phone" was pressed on the computer. */
  account: Type.Optional(Type.Object({ id: Id, login: Type.String(), name: Type.String() })),
  deviceName: Type.String(),
  siteName: Type.String(),
  /** The server has a push address of this phone. */
  push: Type.Boolean(),
  now: Time,
})
export type PhoneMe = Static<typeof PhoneMe>

/** One waiting prompt, as the phone shows it (SI-4). GET /api/phone/prompts */
export const PhonePrompt = Type.Object({
  id: Id,
  account: Id,
  accountName: Type.String(),
  login: Type.String(),
  /** The sign-in it confirms, or the session whose act it confirms: part of what is signed. */
  subject: Id,
  purpose: Type.Union([Type.Literal('sign-in'), Type.Literal('act')]),
  act: Type.String(),
  /** Canonical JSON of the act's parameters. */
  params: Type.String(),
  /** What a person reads of the parameters, such as the name of the device to remove. */
  about: Type.Optional(Type.String()),
  site: Type.String(),
  agent: Type.String(),
  ip: Type.String(),
  /** As `place.ts` reads it. */
  place: Type.Optional(Type.String()),
  /** The country that the phone asks from, where it is known not to be the country of `place`. */
  phoneCountry: Type.Optional(Type.String()),
  newBrowser: Type.Boolean(),
  digits: Type.Integer(),
  scanOnly: Type.Boolean(),
  at: Time,
  expiresAt: Time,
})
export type PhonePrompt = Static<typeof PhonePrompt>
export const PhonePrompts = Type.Object({ prompts: Type.Array(PhonePrompt), now: Time })
export type PhonePrompts = Static<typeof PhonePrompts>

export const Decision = Type.Union([Type.Literal('confirm'), Type.Literal('not-me'), Type.Literal('mistake')])
export type Decision = Static<typeof Decision>

/** POST /api/phone/prompts/:id/answer: signed for itself (see `decisionBytes`); needs no token. */
export const AnswerPrompt = Type.Object(
  {
    device: Id,
    decision: Decision,
    /** What was typed, or scanned, for `confirm`; empty otherwise. */
    matchCode: Type.String({ maxLength: 64 }),
    /** The phone's time, ms, corrected by the server's. At most 2 minutes off. */
    at: Time,
    signature: Signature,
  },
  { additionalProperties: false },
)
export type AnswerPrompt = Static<typeof AnswerPrompt>
export const AnsweredPrompt = Type.Object({
  state: Type.Union([Type.Literal('confirmed'), Type.Literal('denied'), Type.Literal('mistaken')]),
})
export type AnsweredPrompt = Static<typeof AnsweredPrompt>

/** PUT /api/phone/push */
export const PushSubscription = Type.Object(
  { endpoint: Type.String({ maxLength: 1000 }), p256dh: Point, auth: Type.String({ minLength: 22, maxLength: 22 }) },
  { additionalProperties: false },
)
export type PushSubscription = Static<typeof PushSubscription>
export const PushKey = Type.Object({ key: Type.String() })
export type PushKey = Static<typeof PushKey>

/** What the owner was told, newest first, 30 days. GET /api/phone/notices */
export const PhoneNotice = Type.Object({
  id: Id,
  kind: Type.String(),
  params: Type.Record(Type.String(), Type.String()),
  at: Time,
  /** "This wasn't me" still works for it. */
  canDeny: Type.Boolean(),
  /** "Stop this" still works for it (RR-3). */
  canStop: Type.Optional(Type.Boolean()),
})
export type PhoneNotice = Static<typeof PhoneNotice>
export const PhoneNotices = Type.Object({ notices: Type.Array(PhoneNotice), now: Time })
export type PhoneNotices = Static<typeof PhoneNotices>

/** POST /api/phone/notices/:id/not-me and POST /api/phone/log-out: signed acts of the phone itself (see `phoneActBytes`). */
export const SignedPhoneAct = Type.Object(
  { device: Id, at: Time, nonce: Type.String({ maxLength: 200 }), signature: Signature },
  { additionalProperties: false },
)
export type SignedPhoneAct = Static<typeof SignedPhoneAct>
