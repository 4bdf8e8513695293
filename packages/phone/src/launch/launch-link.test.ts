import { pairingUrl, scanUrl } from '@sparekey/protocol/pairing-keys'
import { expect, test } from 'vitest'
import { readLaunch } from './launch-link.ts'

const token = 'AAECAwQFBgcICQoLDA0ODw'
const prompt = `prm_${token}`
const hashOf = (url: string) => new URL(url).hash

test('TD-2 the link of the QR opens pairing with its token', () => {
  expect(readLaunch(hashOf(pairingUrl('https://login.example', token)))).toEqual({ kind: 'pair', token })
})

test('SI-7 a prompt opened from outside carries no value: the number must still be typed', () => {
  const launch = readLaunch(hashOf(scanUrl('https://login.example', prompt, 'w'.repeat(22))))
  expect(launch).toEqual({ kind: 'prompt', prompt, deny: false })
  expect(JSON.stringify(launch)).not.toContain('www')
})

test('a notification opens its prompt, and its "Deny" the question what happened', () => {
  expect(readLaunch(`#prompt.${prompt}`)).toEqual({ kind: 'prompt', prompt, deny: false })
  expect(readLaunch(`#deny.${prompt}`)).toEqual({ kind: 'prompt', prompt, deny: true })
  expect(readLaunch('#notices')).toEqual({ kind: 'notices' })
})

test.each([
  '',
  '#',
  '#pair',
  '#pair.short',
  `#pair.${token}x`,
  `#pair.${'<'.repeat(22)}`,
  '#prompt.acc_1',
  '#deny.',
  '#other.x',
  'pair',
  '#💥',
])('%s opens the app and nothing else', (hash) => {
  expect(readLaunch(hash)).toEqual({ kind: 'none' })
})
