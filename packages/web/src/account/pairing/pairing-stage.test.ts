import type { PairingView } from '@sparekey/protocol/account'
import { expect, test } from 'vitest'
import { pairingStage } from './pairing-stage.ts'

const now = 1_800_000_000_000
const open: PairingView = {
  id: 'pai_1',
  state: 'open',
  url: 'https://x.example/app/#pair.t',
  code: 'AAAA-BBBB-CCCC',
  expiresAt: now + 300_000,
  now,
}
const phone = { name: 'Pixel 9', system: 'Android 16', checkNumber: '482913' }

test('TD-2 a code is shown only while it can be used', () => {
  expect(pairingStage(undefined, false, now)).toBe('starting')
  expect(pairingStage(open, false, now)).toBe('open')
  expect(pairingStage(open, false, open.expiresAt)).toBe('expired')
  expect(pairingStage({ ...open, state: 'ended' }, false, open.expiresAt + 1)).toBe('expired')
})

test('TD-2 after scanning the person is asked, and only then', () => {
  expect(pairingStage({ ...open, state: 'scanned', phone }, false, now)).toBe('check')
  expect(pairingStage({ ...open, state: 'scanned', phone }, false, open.expiresAt)).toBe('check')
  expect(pairingStage({ ...open, state: 'confirmed', phone }, false, now)).toBe('paired')
})

test('TD-2 "Not my phone" ends it, and so does whatever else ended it on the server', () => {
  expect(pairingStage({ ...open, state: 'scanned', phone }, true, now)).toBe('ended')
  expect(pairingStage({ ...open, state: 'ended', phone }, false, now)).toBe('ended')
  expect(pairingStage({ ...open, state: 'ended' }, false, now)).toBe('ended')
})
