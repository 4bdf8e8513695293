import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import type { Decision } from '@sparekey/protocol/phone'
import { decisionBytes, phoneActBytes, proofBytes } from '@sparekey/protocol/signed-bytes'
import type { Insertable } from 'kysely'
import type { Core } from '../core.ts'
import type { Tables } from '../db/tables.ts'
import { days } from '../kernel/clock.ts'
import { newId } from '../kernel/random.ts'

/** A P-256 signing key as phones have: the public point uncompressed, signatures as r and s. */
export interface PhoneKeys {
  /** base64url of 65 bytes */
  signKey: string
  sign(bytes: Uint8Array): string
}

/** The uncompressed point of a P-256 public key, base64url. */
export function pointOf(key: KeyObject): string {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString('base64url')
}

export function makePhoneKeys(): PhoneKeys {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    signKey: pointOf(pair.publicKey),
    sign: (bytes) => sign('sha256', bytes, { key: pair.privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url'),
  }
}

/** A phone that signs like the real one, with its row in the database. */
export interface TestPhone extends PhoneKeys {
  id: string
  account: string
  /** The body of POST /api/phone/prompts/:id/answer. */
  answer(prompt: Omit<Parameters<typeof decisionBytes>[0], 'origin' | 'device' | 'account' | 'at'> & { decision: Decision; at?: number }): {
    device: string
    decision: Decision
    matchCode: string
    at: number
    signature: string
  }
  /** The body of POST /api/phone/token for a nonce. */
  prove(nonce: string, person?: boolean): { device: string; nonce: string; person: boolean; signature: string }
  /** The body of a signed act of the phone. */
  act(act: 'log-out' | 'not-me' | 'stop', subject: string, nonce: string): { device: string; at: number; nonce: string; signature: string }
}

/** A trusted device with real keys, as it stands a month after pairing. */
export async function makeTrustedPhone(core: Core, account: string, given: Partial<Insertable<Tables['device']>> = {}): Promise<TestPhone> {
  const keys = makePhoneKeys()
  const id = newId(core.random, 'dev')
  const since = core.clock.now() - days(30)
  const otp = createHash('sha256').update(id).digest('base64url')
  await core.db
    .insertInto('device')
    .values({
      id,
      account_id: account,
      name: 'Test phone',
      system: 'Android',
      sign_key: keys.signKey,
      otp_sealed: core.secrets.seal({ table: 'device', column: 'otp_sealed', row: id }, otp),
      otp_last_step: 0,
      state: 'trusted',
      trial: 0,
      origin: core.config.origin,
      weak_until: 0,
      added_at: since,
      trusted_at: since,
      last_used_at: null,
      last_signed_at: null,
      last_person_at: null,
      ended_at: null,
      ...given,
    })
    .execute()
  const { origin } = core.config
  return {
    ...keys,
    id,
    account,
    answer(prompt) {
      const at = prompt.at ?? core.clock.now()
      const signature = keys.sign(decisionBytes({ ...prompt, origin, device: id, account, at }))
      return { device: id, decision: prompt.decision, matchCode: prompt.matchCode, at, signature }
    },
    prove(nonce, person = true) {
      return { device: id, nonce, person, signature: keys.sign(proofBytes({ origin, device: id, nonce, person })) }
    },
    act(act, subject, nonce) {
      const at = core.clock.now()
      return { device: id, at, nonce, signature: keys.sign(phoneActBytes({ origin, device: id, act, subject, nonce, at })) }
    },
  }
}
