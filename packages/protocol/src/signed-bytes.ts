import type { Decision } from './phone.ts'

/** What a phone signs. Both sides build the same bytes; every field is there, in this order, as a JSON array in UTF-8.
 * The first element separates the kinds, so that no signature can pass for another kind's. */
const bytesOf = (fields: (string | number | boolean)[]): Uint8Array<ArrayBuffer> => new TextEncoder().encode(JSON.stringify(fields))

export interface SignedDecision {
  /** PUBLIC_URL's origin, as the phone sees it in its own address. */
  origin: string
  device: string
  account: string
  prompt: string
  /** The sign-in, or the session whose act is confirmed. */
  subject: string
  purpose: 'sign-in' | 'act'
  act: string
  /** Canonical JSON of the act's parameters. */
  params: string
  /** The digits typed, or the value scanned; empty unless the decision is `confirm`. */
  matchCode: string
  decision: Decision
  /** ms since 1970. */
  at: number
}

/** The answer to one prompt (SI-4): nothing that the decision means is left out of its signature. */
export const decisionBytes = (d: SignedDecision): Uint8Array<ArrayBuffer> =>
  bytesOf([
    'sparekey-decision-1',
    d.origin,
    d.device,
    d.account,
    d.prompt,
    d.subject,
    d.purpose,
    d.act,
    d.params,
    d.matchCode,
    d.decision,
    d.at,
  ])

/** The proof that asks for a 10-minute token. `person`: somebody acted, rather than the app by itself. */
export const proofBytes = (p: { origin: string; device: string; nonce: string; person: boolean }): Uint8Array<ArrayBuffer> =>
  bytesOf(['sparekey-proof-1', p.origin, p.device, p.nonce, p.person])

/** An act that the phone asks for itself: leaving the account, or "This wasn't me" for a notice. */
export const phoneActBytes = (p: {
  origin: string
  device: string
  act: 'log-out' | 'not-me' | 'stop'
  /** The id it is about: the notice, or the device itself. */
  subject: string
  nonce: string
  at: number
}): Uint8Array<ArrayBuffer> => bytesOf(['sparekey-phone-act-1', p.origin, p.device, p.act, p.subject, p.nonce, p.at])
