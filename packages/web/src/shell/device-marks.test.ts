import type { DeviceView } from '@sparekey/protocol/account'
import { expect, test } from 'vitest'
import { deviceMarks } from './DeviceTags.tsx'

const device: DeviceView = {
  id: 'dev_1',
  name: 'Pixel 9',
  system: 'Android 16',
  state: 'trusted',
  trial: false,
  otherAddress: false,
  addedAt: 1,
  push: true,
}

test('TD-4 a phone that works as it should has no mark', () => {
  expect(deviceMarks(device)).toEqual([])
})

test('OP-9 a phone of another address says so, and does not ask for notifications besides', () => {
  expect(deviceMarks({ ...device, otherAddress: true, push: false })).toEqual(['other-address'])
})

test('TD-7 a phone played by a window is marked as a trial; AU-4 one on hold says so', () => {
  expect(deviceMarks({ ...device, trial: true, push: false })).toEqual(['trial'])
  expect(deviceMarks({ ...device, state: 'held', push: false })).toEqual(['held'])
  expect(deviceMarks({ ...device, push: false })).toEqual(['no-push'])
})
