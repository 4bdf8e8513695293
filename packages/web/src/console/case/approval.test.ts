import { expect, test } from 'vitest'
import { approvalOf } from './approval.ts'

const given = { password: false, note: 'Met her.', fate: 'lost', numberInIt: true, hours: 48, scope: 'this-browser' } as const

test('RR-5 what was chosen is what is approved', () => {
  const { password: _, ...chosen } = given
  expect(approvalOf(given)).toEqual(chosen)
})

test('RR-10 the number is lost only with a phone that is lost', () => {
  expect(approvalOf({ ...given, fate: 'left' })).toMatchObject({ fate: 'left', numberInIt: false })
  expect(approvalOf({ ...given, numberInIt: false })).toMatchObject({ fate: 'lost', numberInIt: false })
})

test('RR-7 an approval of a new password asks for nothing else', () => {
  expect(approvalOf({ ...given, password: true })).toEqual({
    note: 'Met her.',
    scope: 'next-browser',
    fate: 'left',
    numberInIt: false,
    hours: 24,
  })
})
