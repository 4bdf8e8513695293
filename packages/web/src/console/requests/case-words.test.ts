import { caseEventKinds, closedReasons, flagKeys, stopChannels, twoReasons, whyNots } from '@sparekey/protocol/case-words'
import { expect, test } from 'vitest'
import { answering } from '../../messages/en/answering.ts'
import { requests } from '../../messages/en/requests.ts'
import { story } from '../../messages/en/story.ts'
import { addTexts, isKey } from '../../messages/messages.ts'
import { topics } from '../case/evidence-topics.ts'
import { isOpen, wordsFor } from './case-words.ts'

addTexts(requests, answering, story)

test('everything that the service may say of a case has its words', () => {
  const keys = [
    ...twoReasons.map((code) => `case.two-${code}`),
    ...whyNots.map((code) => `answer.may-not-${code}`),
    ...closedReasons.map((code) => `closed.${code}`),
    ...flagKeys.flatMap((code) => [`flag.${code}`, `flag-do.${code}`]),
    ...caseEventKinds.map((code) => `event.${code}`),
    ...stopChannels.map((code) => `channel.${code}`),
    ...topics.map((topic) => `evidence-topic.${topic}`),
  ]
  expect(keys.filter((key) => !isKey(key))).toEqual([])
})

test('a code that came later is told in general words, never as nothing', () => {
  expect(wordsFor('case.two', 'full-moon')).toContain('full-moon')
  expect(wordsFor('answer.may-not', 'full-moon')).toBe(answering['answer.may-not-other'])
  expect(wordsFor('closed', 'full-moon')).toBe(answering['closed.other'])
})

test('RR-6 what waits for its time can still be stopped, so it is open', () => {
  expect(isOpen({ state: 'waiting' })).toBe(true)
  expect(isOpen({ state: 'approved' })).toBe(false)
})
