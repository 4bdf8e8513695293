import { describe, expect, it } from 'vitest'
import { decisionBytes, phoneActBytes, proofBytes, type SignedDecision } from './signed-bytes.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const decision: SignedDecision = {
  origin: 'https://login.example.org',
  device: 'dev_1',
  account: 'acc_1',
  prompt: 'prm_1',
  subject: 'sgn_1',
  purpose: 'sign-in',
  act: '',
  params: '{}',
  matchCode: '471',
  decision: 'confirm',
  at: 1,
}

describe('SI-4 what a phone signs', () => {
  it('SI-4 changes with every single thing that a decision means', () => {
    const changed: Partial<SignedDecision>[] = [
      { origin: 'https://evil.example' },
      { device: 'dev_2' },
      { account: 'acc_2' },
      { prompt: 'prm_2' },
      { subject: 'sgn_2' },
      { purpose: 'act' },
      { act: 'remove-device' },
      { params: '{"device":"dev_2"}' },
      { matchCode: '472' },
      { decision: 'not-me' },
      { at: 2 },
    ]
    const all = [decision, ...changed.map((change) => ({ ...decision, ...change }))].map((one) => text(decisionBytes(one)))
    expect(new Set(all).size).toBe(changed.length + 1)
    expect(Object.keys(decision)).toHaveLength(changed.length)
  })
  it('does not mix fields up: what moves from one into the next gives other bytes', () => {
    const one = text(decisionBytes({ ...decision, act: 'a', params: 'b' }))
    const two = text(decisionBytes({ ...decision, act: 'ab', params: '' }))
    expect(one).not.toBe(two)
  })
  it('never passes for another kind of signature', () => {
    const kinds = [
      decisionBytes(decision),
      proofBytes({ origin: 'o', device: 'd', nonce: 'n', person: true }),
      phoneActBytes({ origin: 'o', device: 'd', act: 'not-me', subject: 's', nonce: 'n', at: 1 }),
    ].map((bytes) => (JSON.parse(text(bytes)) as string[])[0])
    expect(new Set(kinds).size).toBe(3)
  })
})
