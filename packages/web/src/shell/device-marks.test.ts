import type { DeviceView } from '@sparekey/protocol/account'
import { expect, test } from 'vitest'
import { deviceMarks } from './DeviceTags.tsx'

const now = 1_800_000_000_000
const day = 86_400_000

const device: DeviceView = {
  id: 'dev_1',
  name: 'Pixel 9',
  system: 'Android 16',
  state: 'trusted',
  trial: false,
  otherAddress: false,
  addedAt: 1,
  lastUsedAt: now - day,
  push: true,
}

test('TD-4 a phone that works as it should has no mark', () => {
  expect(deviceMarks(device, now)).toEqual([])
})

test('OP-9 a phone of another address says so, and does not ask for notifications besides', () => {
  expect(deviceMarks({ ...device, otherAddress: true, push: false }, now)).toEqual(['other-address'])
})

test('TD-7 a phone played by a window is marked as a trial; AU-4 one on hold says so', () => {
  expect(deviceMarks({ ...device, trial: true, push: false }, now)).toEqual(['trial'])
  expect(deviceMarks({ ...device, state: 'held', push: false }, now)).toEqual(['held'])
  expect(deviceMarks({ ...device, push: false }, now)).toEqual(['no-push'])
})

test('RR-10 a phone that a suspension pauses comes back with its end; one that was lost does not', () => {
  expect(deviceMarks({ ...device, pausedUntil: now + 2 * day }, now)).toEqual(['paused'])
  expect(deviceMarks({ ...device, pausedUntil: now + 3_650 * day, push: false }, now)).toEqual(['stopped'])
  expect(deviceMarks({ ...device, pausedUntil: now }, now)).toEqual([])
  expect(deviceMarks({ ...device, state: 'blocked', pausedUntil: now + day }, now)).toEqual(['blocked'])
})

test('TD-5 a phone that nobody used for 180 days says so, while it still confirms', () => {
  const unused = { ...device, lastUsedAt: now - 180 * day }
  expect(deviceMarks(unused, now)).toEqual(['unused'])
  expect(deviceMarks({ ...unused, lastUsedAt: now - 180 * day + 1 }, now)).toEqual([])
  // One that was added lately has not been unused for so long.
  expect(deviceMarks({ ...unused, addedAt: now - day }, now)).toEqual([])
  expect(deviceMarks({ ...unused, state: 'blocked' }, now)).toEqual(['blocked'])
})
