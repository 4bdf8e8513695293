import { expect, test } from 'vitest'
import { isOurs } from './shell.ts'

const origin = 'https://login.example'
const get = (path: string, method = 'GET') => ({ method, url: new URL(path, origin).href })

test.each(['/app/', '/app/assets/index-abc.js', '/app/icon-192.png', '/app/anything'])('the worker answers for %s', (path) => {
  expect(isOurs(get(path), origin)).toBe(true)
})

test.each(['/api/phone/prompts', '/login', '/', '/account', '/app', '/app/sw.js', 'https://other.example/app/'])(
  'the worker leaves %s alone',
  (path) => {
    expect(isOurs(get(path), origin)).toBe(false)
  },
)

test('the worker answers nothing but GET', () => {
  expect(isOurs(get('/app/', 'POST'), origin)).toBe(false)
})
