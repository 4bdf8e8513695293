import { expect, test } from 'vitest'
import { requests } from '../../messages/en/requests.ts'
import { byTopic, evidenceKeys, topics } from './evidence-topics.ts'

const says = (key: string) => ({ key, params: {}, tone: 'plain' as const })

test('RR-4 evidence stands by what it is about, in one order whatever the service’s', () => {
  const sorted = byTopic([says('password-marked'), says('phone-signed'), says('browser-new'), says('phone-used')])
  expect(sorted.map(([topic, all]) => [topic, all.map((one) => one.key)])).toEqual([
    ['browser', ['browser-new']],
    ['phone', ['phone-signed', 'phone-used']],
    ['password', ['password-marked']],
  ])
})

test('RR-4 evidence that this page does not know is shown, not left out', () => {
  expect(byTopic([says('moon-phase'), says('constructor')])).toEqual([['other', [says('moon-phase'), says('constructor')]]])
})

test('every topic has its name', () => {
  expect(topics.filter((topic) => !(`evidence-topic.${topic}` in requests))).toEqual([])
})

test('RR-4 every sentence that the service may say has its text', () => {
  const without = evidenceKeys.filter((key) => !(`evidence.${key}` in requests))
  expect(evidenceKeys.length).toBeGreaterThan(20)
  expect(without).toEqual([])
})
