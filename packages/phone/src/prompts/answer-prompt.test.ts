import { createPublicKey, verify } from 'node:crypto'
import type { AnswerPrompt, PhonePrompt } from '@sparekey/protocol/phone'
import { decisionBytes } from '@sparekey/protocol/signed-bytes'
import { afterEach, expect, test, vi } from 'vitest'
import { makeDeviceKey, publicPoint } from '../keys/device-key.ts'
import type { StoredAccount } from '../storage/accounts.ts'
import { answerPrompt } from './answer-prompt.ts'

const prompt: PhonePrompt = {
  id: 'prm_1',
  account: 'acc_1',
  accountName: 'Ana',
  login: 'ana',
  subject: 'ses_1',
  purpose: 'act',
  act: 'remove-device',
  params: '{"device":"dev_2"}',
  about: 'Pixel 9',
  site: 'Northwind',
  agent: 'Chrome on Linux',
  ip: '192.0.2.1',
  newBrowser: false,
  digits: 3,
  scanOnly: false,
  at: 1,
  expiresAt: 2,
}

afterEach(() => vi.unstubAllGlobals())

async function answered(decision: 'confirm' | 'not-me' | 'mistake', code: string) {
  const key = await makeDeviceKey()
  const account = { device: 'dev_1', account: 'acc_1', sign: key.privateKey } as StoredAccount
  let sent: { path: string; body: AnswerPrompt } | undefined
  vi.stubGlobal('location', { origin: 'https://login.example' })
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent = { path, body: JSON.parse(String(init.body)) }
    return new Response(JSON.stringify({ state: 'confirmed' }))
  })
  await answerPrompt(account, prompt, decision, code)
  if (!sent) throw new Error('nothing was sent')
  return { ...sent, point: Buffer.from(await publicPoint(key.publicKey), 'base64url') }
}

test('SI-4 the signature covers purpose, act and its parameters, account, subject, site, number, decision and time', async () => {
  const { path, body, point } = await answered('confirm', '047')
  expect(path).toBe('/api/phone/prompts/prm_1/answer')
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') }
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  const signed = {
    origin: 'https://login.example',
    device: 'dev_1',
    account: 'acc_1',
    prompt: 'prm_1',
    subject: 'ses_1',
    purpose: 'act',
    act: 'remove-device',
    params: '{"device":"dev_2"}',
    matchCode: '047',
    decision: 'confirm',
    at: body.at,
  } as const
  const fits = (other: object) =>
    verify('sha256', decisionBytes({ ...signed, ...other }), { key, dsaEncoding: 'ieee-p1363' }, Buffer.from(body.signature, 'base64url'))
  expect(fits({})).toBe(true)
  for (const field of Object.keys(signed)) expect(fits({ [field]: 'other' }), field).toBe(false)
})

test('SI-4 the number is part of a confirmation and of nothing else', async () => {
  expect((await answered('confirm', '047')).body.matchCode).toBe('047')
  expect((await answered('not-me', '')).body.matchCode).toBe('')
})
