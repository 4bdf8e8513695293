import { expect, test } from 'vitest'
import { noticeFacts, noticeText } from './notice-text.ts'

test('SI-14 a new login names the browser and where it was', () => {
  const notice = { kind: 'new-browser-login', params: { agent: 'Chrome on Linux', ip: '192.0.2.7', place: 'Lisbon' } }
  expect(noticeText(notice)).toBe('New login in a browser that is not known')
  expect(noticeFacts(notice)).toBe('Chrome on Linux · Lisbon · 192.0.2.7')
})

test('RC-4 a used recovery code says how many are left', () => {
  expect(noticeFacts({ kind: 'code-used', params: { left: '3' } })).toBe('3 codes left')
  expect(noticeFacts({ kind: 'code-used', params: { left: '1' } })).toBe('1 code left')
})

test('a replaced phone names both', () => {
  expect(noticeFacts({ kind: 'device-replaced', params: { device: 'Pixel 9', replaced: 'iPhone' } })).toBe('Pixel 9 instead of iPhone')
})

test('a kind that is not known here is still told', () => {
  expect(noticeText({ kind: 'something-new', params: {} })).toBe('Something happened on your account')
})
