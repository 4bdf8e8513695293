import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

/** How one run of regressions in a copy went. */
export interface Ran {
  /** Titles of those that ran. */
  passed: string[]
  failed: { title: string; why: string }[]
  /** What went wrong besides: a file that does not load, a run that took too long. */
  broken?: string
}

interface Report {
  testResults: { message?: string; assertionResults: { title: string; status: string; failureMessages?: string[] }[] }[]
}

/** So long may one case take, and so long all of them, on a machine that has other work. ms */
const longest = { one: 300_000, all: 1_800_000 }

/** Runs the regressions of some files in a copy, or those of one case, as the lowest of what this machine has to do.
 * @param q.files below the copy; a folder for all of them */
export function runRegressions(folder: string, q: { files: string[]; id?: string }): Ran {
  const report = join(folder, 'report.json')
  rmSync(report, { force: true })
  const vitest = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    'spanning',
    '--reporter',
    'json',
    '--outputFile',
    report,
    ...q.files,
  ]
  const args = [...vitest, ...(q.id ? ['-t', `regress/${q.id} `] : [])]
  const lowly =
    process.platform === 'win32' ? { program: process.execPath, before: [] } : { program: 'nice', before: ['-n', '15', process.execPath] }
  const done = spawnSync(lowly.program, [...lowly.before, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: q.id ? longest.one : longest.all,
  })
  if (!existsSync(report))
    return { passed: [], failed: [], broken: done.error ? 'it took too long' : `nothing was reported: ${done.stderr.slice(0, 300)}` }
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  const results = testResults.flatMap((one) => one.assertionResults)
  const message = testResults.find((one) => one.message && one.assertionResults.length === 0)?.message
  return {
    passed: results.filter((one) => one.status === 'passed').map((one) => one.title),
    failed: results
      .filter((one) => one.status === 'failed')
      .map((one) => ({ title: one.title, why: (one.failureMessages?.[0] ?? '').split('\n')[0] ?? '' })),
    ...(message ? { broken: message.split('\n')[0] ?? '' } : {}),
  }
}

/** Why a run does not show that the regression finds the mistake; undefined if it does. */
export function notFound(ran: Ran, id: string): string | undefined {
  if (ran.broken) return ran.broken
  const own = ran.failed.filter((one) => one.title.startsWith(`regress/${id} `))
  if (own.length === 0) return `the test passes with the mistake in it (${ran.passed.length} passed)`
  const odd = own.find((one) => !one.why.startsWith('AssertionError'))
  return odd ? `it fails for another reason: ${odd.why}` : undefined
}
