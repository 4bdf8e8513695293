import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { noticeFacts, noticeText } from './notice-text.ts'

const kindsFile = new URL('../../../server/src/features/notices/notice-kinds.ts', import.meta.url)
/** Every kind that the service tells of: the members of its unions, one in a line. */
const kinds = [...readFileSync(kindsFile, 'utf8').matchAll(/^\s+\| '([\w-]+)'$/gm)].map(([, kind]) => kind ?? '')
const other = noticeText({ kind: 'something-new', params: {} })

test('AU-4 every notice of the service has its own words here', () => {
  expect(kinds.length).toBeGreaterThan(30)
  expect(kinds.filter((kind) => noticeText({ kind, params: {} }) === other)).toEqual([])
  expect(new Set(kinds.map((kind) => noticeText({ kind, params: {} }))).size).toBe(kinds.length)
})

test('a kind that is not known here is still told', () => {
  expect(other).toBe('Something happened on your account')
})

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

test('RR-3 an approval says who gave it and for how long, and with a wait that it is not in force yet', () => {
  const params = { by: 'Ben Okafor', hours: '48' }
  expect(noticeText({ kind: 'recovery-approved', params })).toBe('Two-factor authentication is switched off for a while')
  expect(noticeFacts({ kind: 'recovery-approved', params })).toBe('By Ben Okafor · 2 days')
  const later = { kind: 'recovery-approved', params: { ...params, startsAt: '23 November 2026 at 09:00 UTC' } }
  expect(noticeText(later)).toBe('Two-factor authentication will be switched off for a while')
  expect(noticeFacts(later)).toBe('By Ben Okafor · 2 days · From 23 November 2026 at 09:00 UTC')
})

test('RR-8 an access code says whether it lets a browser in or sets a password', () => {
  const made = (params: Record<string, string>) => noticeText({ kind: 'access-code-made', params })
  expect(made({})).toBe('An access code was made that lets one browser into your account')
  expect(made({ purpose: 'password' })).toBe('An access code was made that sets a new password for your account')
})

test('RR-8 the end of a suspension says why, where that is known', () => {
  expect(noticeFacts({ kind: 'suspension-ended', params: { reason: 'old-phone' } })).toBe('The old phone is in use again')
  expect(noticeFacts({ kind: 'suspension-ended', params: { reason: 'something-new' } })).toBe('')
})

test('SM-3 a changed number is named by its last two digits only', () => {
  expect(noticeFacts({ kind: 'number-changed', params: { lastTwo: '34', servesFrom: '25 November 2026' } })).toBe(
    '•• 34 · From 25 November 2026',
  )
})
