/** How many tests of a step passed, and how many did not. */
export interface Tally {
  passed: number
  failed: number
}

/** Reads Vitest's JSON report. A test that was skipped or is only planned counts as failed, and so does a file that did not load. */
export function countVitest(text: string): Tally {
  const report = JSON.parse(text) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    numTodoTests: number
    testResults: { status: string; assertionResults: unknown[] }[]
  }
  const broken = report.testResults.filter((file) => file.assertionResults.length === 0).length
  return { passed: report.numPassedTests, failed: report.numFailedTests + report.numPendingTests + report.numTodoTests + broken }
}

/** Reads Playwright's JSON report. Skipped and flaky ones count as failed: a test that passes sometimes proves nothing. */
export function countPages(text: string): Tally {
  const { stats, errors } = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
    errors: unknown[]
  }
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped + errors.length }
}
