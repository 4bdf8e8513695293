import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'

const told = (...of: Parameters<typeof progressOf>) => progressOf(...of).map((step) => `${step.name} ${step.state}`)

test('TD-1 the progress shows what is done, what is now and what comes', () => {
  expect(told('phone', false)).toEqual(['phone now', 'codes later'])
  expect(told('codes', false)).toEqual(['phone done', 'codes now'])
  expect(told('done', false)).toEqual(['phone done', 'codes done'])
})

test('TD-9 confirming the address is a step only for those who are asked for it, and stays one once done', () => {
  expect(told('address', false)).toEqual(['address now', 'phone later', 'codes later'])
  expect(told('phone', true)).toEqual(['address done', 'phone now', 'codes later'])
})
