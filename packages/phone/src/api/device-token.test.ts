import { createPublicKey, verify } from 'node:crypto'
import { proofBytes } from '@sparekey/protocol/signed-bytes'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDeviceKey, publicPoint } from '../keys/device-key.ts'
import { asDevice, type Device, proveDevice } from './device-token.ts'
import { request } from './request.ts'

const origin = 'https://login.example'

interface Call {
  path: string
  init: RequestInit
  body: Record<string, unknown>
}

let calls: Call[]
/** What the played service answers to anything but proofs, in turn; the last one again and again. */
let answers: { status: number; body: unknown }[]
let count = 0

function answerTo({ path }: Call): { status: number; body: unknown } {
  if (path === '/api/phone/nonce') return { status: 200, body: { nonce: `n${++count}`, now: Date.now() } }
  if (path === '/api/phone/token') return { status: 200, body: { token: `t${count}`, expiresAt: Date.now() + 600_000, now: Date.now() } }
  const next = answers.length > 1 ? answers.shift() : answers[0]
  return next ?? { status: 500, body: { code: 'internal' } }
}

beforeEach(() => {
  calls = []
  answers = []
  vi.stubGlobal('location', { origin })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const call = { path, init, body: init.body ? JSON.parse(String(init.body)) : {} }
    calls.push(call)
    const { status, body } = answerTo(call)
    return new Response(JSON.stringify(body), { status })
  })
})
afterEach(() => vi.unstubAllGlobals())

async function newDevice(): Promise<Device & { point: string }> {
  const key = await makeDeviceKey()
  return { device: `dev_${++count}`, sign: key.privateKey, point: await publicPoint(key.publicKey) }
}

function isSigned(point: string, proof: Record<string, unknown>): boolean {
  const raw = Buffer.from(point, 'base64url')
  const jwk = { kty: 'EC', crv: 'P-256', x: raw.subarray(1, 33).toString('base64url'), y: raw.subarray(33).toString('base64url') }
  const { device, nonce, person, signature } = proof as { device: string; nonce: string; person: boolean; signature: string }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const bytes = proofBytes({ origin, device, nonce, person })
  return verify('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(signature, 'base64url'))
}

const proofs = () => calls.filter((call) => call.path === '/api/phone/token').map((call) => call.body)
const ask = (device: Device) => asDevice(device, (token) => request<{ fine: boolean }>('GET', '/api/phone/me', { token }))

test('RR-4 a proof says whether a person acted, and the signature covers it', async () => {
  const device = await newDevice()
  await proveDevice(device, true)
  await proveDevice(device, false)
  expect(proofs().map((proof) => proof.person)).toEqual([true, false])
  expect(proofs().every((proof) => isSigned(device.point, proof))).toBe(true)
  expect(isSigned(device.point, { ...proofs()[1], person: true })).toBe(false)
})

test('RR-4 what the app does by itself is never signed as a person’s doing', async () => {
  answers = [{ status: 200, body: { fine: true } }]
  await ask(await newDevice())
  expect(proofs().map((proof) => proof.person)).toEqual([false])
})

test('a token is used until it runs out, and questions at once share one proof', async () => {
  const device = await newDevice()
  answers = [{ status: 200, body: { fine: true } }]
  await Promise.all([ask(device), ask(device), ask(device)])
  await ask(device)
  expect(proofs()).toHaveLength(1)
})

test('a token that the service does not take is made anew, once', async () => {
  const device = await newDevice()
  answers = [
    { status: 401, body: { code: 'sign_in_needed' } },
    { status: 200, body: { fine: true } },
  ]
  expect(await ask(device)).toEqual({ ok: true, value: { fine: true } })
  expect(proofs()).toHaveLength(2)
  answers = [{ status: 401, body: { code: 'sign_in_needed' } }]
  expect(await ask(device)).toMatchObject({ ok: false, code: 'sign_in_needed' })
})

test('the phone sends no cookies, follows no redirects and keeps nothing in caches', async () => {
  answers = [{ status: 200, body: {} }]
  await ask(await newDevice())
  for (const { init } of calls) expect(init).toMatchObject({ credentials: 'omit', redirect: 'error', cache: 'no-store' })
})

test('no network, silence and a proxy’s page all count as not reached', async () => {
  const fails = [() => Promise.reject(new TypeError('offline')), async () => new Response('<html>', { status: 502 })]
  for (const fail of fails) {
    vi.stubGlobal('fetch', fail)
    expect(await request('GET', '/api/phone/me')).toEqual({ ok: false, code: 'unavailable', status: 0 })
  }
})
