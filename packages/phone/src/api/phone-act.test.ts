import { createPublicKey, verify } from 'node:crypto'
import type { SignedPhoneAct } from '@sparekey/protocol/phone'
import { phoneActBytes } from '@sparekey/protocol/signed-bytes'
import { afterEach, expect, test, vi } from 'vitest'
import { makeDeviceKey, publicPoint } from '../keys/device-key.ts'
import { denyNotice, stopNotice } from './phone-act.ts'

afterEach(() => vi.unstubAllGlobals())

/** Lets the phone act, and takes what it sends. */
async function acted(act: typeof stopNotice) {
  const pair = await makeDeviceKey()
  const sent: { path: string; body: SignedPhoneAct }[] = []
  vi.stubGlobal('location', { origin: 'https://login.example' })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path === '/api/phone/nonce') return new Response(JSON.stringify({ nonce: 'once', now: Date.now() }))
    sent.push({ path, body: JSON.parse(String(init.body)) })
    return new Response('{"ok":true}')
  })
  const outcome = await act({ device: 'dev_1', sign: pair.privateKey }, 'ntc_1')
  const [only, ...more] = sent
  if (!only || more.length > 0) throw new Error('one act was to be sent')
  const point = Buffer.from(await publicPoint(pair.publicKey), 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const fits = (other: object) => {
    const { device, nonce, at, signature } = only.body
    const signed = { origin: 'https://login.example', device, act: 'stop' as const, subject: 'ntc_1', nonce, at, ...other }
    return verify('sha256', phoneActBytes(signed), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
  }
  return { ...only, outcome, fits }
}

test('RR-3 "Stop this" is signed for this very notice, by this phone, on this site, once', async () => {
  const { path, body, outcome, fits } = await acted(stopNotice)
  expect(outcome.ok).toBe(true)
  expect(path).toBe('/api/phone/notices/ntc_1/stop')
  expect(body).toMatchObject({ device: 'dev_1', nonce: 'once' })
  expect(fits({})).toBe(true)
  const others = { origin: 'https://evil.example', device: 'dev_2', act: 'not-me', subject: 'ntc_2', nonce: 'twice', at: 1 }
  for (const [field, value] of Object.entries(others)) expect(fits({ [field]: value }), field).toBe(false)
})

test('AU-4 "This wasn\'t me" cannot pass for "Stop this", nor the other way round', async () => {
  const { path, fits } = await acted(denyNotice)
  expect(path).toBe('/api/phone/notices/ntc_1/not-me')
  expect(fits({ act: 'not-me' })).toBe(true)
  expect(fits({ act: 'stop' })).toBe(false)
})
