import { expect, it } from 'vitest'
import { countPages, countVitest } from './test-report.ts'

const vitest = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{}] }],
}

it('nothing that was skipped, planned, flaky or not loaded counts as passed', () => {
  expect(countVitest(JSON.stringify(vitest))).toEqual({ passed: 3, failed: 0 })
  expect(countVitest(JSON.stringify({ ...vitest, numPendingTests: 1 })).failed).toBe(1)
  expect(countVitest(JSON.stringify({ ...vitest, numTodoTests: 1 })).failed).toBe(1)
  expect(countVitest(JSON.stringify({ ...vitest, testResults: [{ status: 'failed', assertionResults: [] }] })).failed).toBe(1)
  const pages = { stats: { expected: 2, unexpected: 0, flaky: 0, skipped: 0 }, errors: [] }
  expect(countPages(JSON.stringify(pages))).toEqual({ passed: 2, failed: 0 })
  expect(countPages(JSON.stringify({ ...pages, stats: { ...pages.stats, flaky: 1, skipped: 1 } })).failed).toBe(2)
  expect(countPages(JSON.stringify({ ...pages, errors: [{}] })).failed).toBe(1)
})
