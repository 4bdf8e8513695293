import { expect, test } from 'vitest'
import { describePhone } from './describe-phone.ts'

const browser = (userAgent: string, maxTouchPoints = 0) => ({ userAgent, maxTouchPoints })

test.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 Version/26.1 Mobile/15E148 Safari/604.1',
    5,
    'iPhone',
    'iOS 18.7',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.1 Safari/605.1.15', 5, 'iPad', 'iPadOS'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/26.1 Safari/605.1.15', 0, 'Safari on macOS', 'macOS'],
  ['Mozilla/5.0 (Android 16; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0', 5, 'Android phone', 'Android 16'],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36', 0, 'Chrome on Linux', 'Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0',
    0,
    'Edge on Windows',
    'Windows',
  ],
])('TD-2 %s', async (userAgent, touch, name, system) => {
  expect(await describePhone(browser(userAgent, touch))).toEqual({ name, system })
})

test('TD-2 Chromium on Android says its model and version when asked', async () => {
  const userAgent = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36'
  const userAgentData = { platform: 'Android', getHighEntropyValues: async () => ({ model: 'Pixel 9', platformVersion: '16.0.0' }) }
  expect(await describePhone({ ...browser(userAgent, 5), userAgentData })).toEqual({ name: 'Pixel 9', system: 'Android 16' })
})

test('TD-2 a browser that refuses to say more is described by what it shows', async () => {
  const userAgent = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36'
  const userAgentData = { platform: 'Android', getHighEntropyValues: () => Promise.reject(new Error('not allowed')) }
  expect(await describePhone({ ...browser(userAgent, 5), userAgentData })).toEqual({ name: 'Android phone', system: 'Android 10' })
})
