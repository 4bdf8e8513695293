import { createPublicKey, verify } from 'node:crypto'
import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { expect, test } from 'vitest'
import { fromBase64url } from './base64url.ts'
import { makeDeviceKey, publicPoint, signBytes, verifyBytes } from './device-key.ts'

const decision = {
  origin: 'https://login.example',
  device: 'dev_1',
  account: 'acc_1',
  prompt: 'prm_1',
  subject: 'sgn_1',
  purpose: 'sign-in',
  act: '',
  params: '{}',
  matchCode: '047',
  decision: 'confirm',
  at: 1_795_000_000_000,
} as const

function nodeVerifies(point: string, bytes: Uint8Array, signature: string): boolean {
  const raw = Buffer.from(point, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: raw.subarray(1, 33).toString('base64url'), y: raw.subarray(33).toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

test('SI-4 a decision that the phone signed verifies on the server, and no other does', async () => {
  const key = await makeDeviceKey()
  const point = await publicPoint(key.publicKey)
  const signature = await signBytes(key.privateKey, decisionBytes(decision))
  expect(fromBase64url(signature)).toHaveLength(64)
  expect(nodeVerifies(point, decisionBytes(decision), signature)).toBe(true)
  for (const other of [
    { matchCode: '048' },
    { decision: 'mistake' as const },
    { prompt: 'prm_2' },
    { origin: 'https://login.evil' },
    { at: 1 },
  ]) {
    expect(nodeVerifies(point, decisionBytes({ ...decision, ...other }), signature)).toBe(false)
  }
})

test('TD-3 the private half of a device key cannot be read out, and still signs', async () => {
  const key = await makeDeviceKey()
  await expect(crypto.subtle.exportKey('jwk', key.privateKey)).rejects.toThrow()
  const bytes = new TextEncoder().encode('x')
  expect(await verifyBytes(key.publicKey, fromBase64url(await signBytes(key.privateKey, bytes)), bytes)).toBe(true)
})
