import { expect, test } from 'vitest'
import { progressOf } from './progress.ts'

const told = (...of: Parameters<typeof progressOf>) => progressOf(...of).map((step) => `${step.name} ${step.state}`)

const none = { address: false, number: false, codes: true }

test('TD-1 the progress shows what is done, what is now and what comes', () => {
  expect(told('phone', none)).toEqual(['phone now', 'codes later'])
  expect(told('codes', none)).toEqual(['phone done', 'codes now'])
  expect(told('done', none)).toEqual(['phone done', 'codes done'])
})

test('TD-9 confirming the address is a step only for those who are asked for it, and stays one once done', () => {
  expect(told('address', none)).toEqual(['address now', 'phone later', 'codes later'])
  expect(told('phone', { ...none, address: true })).toEqual(['address done', 'phone now', 'codes later'])
})

test('TD-1 the number is a step only where a gateway is set up', () => {
  expect(told('number', none)).toEqual(['phone done', 'number now', 'codes later'])
  expect(told('phone', { ...none, number: true })).toEqual(['phone now', 'number later', 'codes later'])
  expect(told('codes', { ...none, number: true })).toEqual(['phone done', 'number done', 'codes now'])
})

test('EN-1 where the rules allow no codes, the last step only completes the set-up', () => {
  expect(told('phone', { ...none, codes: false })).toEqual(['phone now', 'finish later'])
  expect(told('finish', { ...none, codes: false, number: true })).toEqual(['phone done', 'number done', 'finish now'])
})
