import { expect, test } from 'vitest'
import { actOf } from './act-of.ts'

const refusal = (detail: Record<string, string | number>) => ({ code: 'confirmation_needed', message: '', detail }) as const

test('the act and its parameters are read from the refusal', () => {
  expect(actOf(refusal({ act: 'remove-device', params: '{"device":"dev_1"}' }))).toEqual({
    act: 'remove-device',
    params: { device: 'dev_1' },
  })
  expect(actOf(refusal({ act: 'create-codes' }))).toEqual({ act: 'create-codes', params: {} })
})

test('what is not an act, or has other parameters than texts, asks for nothing', () => {
  expect(actOf({ code: 'confirmation_needed', message: '' })).toBeUndefined()
  expect(actOf(refusal({ act: 7 }))).toBeUndefined()
  expect(actOf(refusal({ act: 'x', params: '{' }))).toBeUndefined()
  expect(actOf(refusal({ act: 'x', params: '{"device":1}' }))).toBeUndefined()
  expect(actOf(refusal({ act: 'x', params: 'null' }))).toBeUndefined()
})
