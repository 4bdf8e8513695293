import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startPostgres } from './postgres.ts'
import { root, run, runScript } from './run.ts'
import { countPages, countVitest, type Tally } from './test-report.ts'

// Every test there is: `npm test`, and `npm cit` on a clean clone. Everything runs, also after a failure; what was skipped counts
// as a failure, and so does a step that reports nothing. The last line says how it went.

const reports = join(root, '.build/reports')
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })

const steps: { name: string; tally: Tally; seconds: number }[] = []

function step(name: string, work: () => Tally): void {
  console.log(`\n── ${name}`)
  const from = performance.now()
  const tally = work()
  steps.push({ name, tally, seconds: (performance.now() - from) / 1000 })
}

/** A check that passes or fails as a whole. */
const check = (code: number): Tally => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 })

/** What a runner's report says; without a report, or with a bad exit that the report does not explain, something failed. */
function reported(code: number, file: string, count: (text: string) => Tally): Tally {
  const path = join(reports, file)
  if (!existsSync(path)) return { passed: 0, failed: 1 }
  const tally = count(readFileSync(path, 'utf8'))
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally
}

step('Programs that the tests need', () => check(runScript('tools/system-packages.ts')))
if (steps[0]?.tally.failed) {
  console.log('\n0 passed, 1 failed')
  process.exit(1)
}

step('Format and lint', () => check(run('biome', ['check', '--error-on-warnings', '.'])))
step('Types', () => check(run('npm', ['run', '--silent', 'types'])))
step('Rules of the house', () => check(runScript('tools/check-imports.ts')))
step('Unused files and exports', () => check(run('knip', [])))

step('Pages, built', () => check(runScript('tools/build-pages.ts')))

const postgres = await startPostgres()
try {
  step('Rules, use cases, routes, engines, races', () => {
    const output = join(reports, 'vitest.json')
    const env = { TEST_POSTGRES_URL: postgres.url, SPAREKEY_ENGINES: 'all' }
    const code = run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${output}`], env)
    return reported(code, 'vitest.json', countVitest)
  })
} finally {
  postgres.stop()
}

step('Pages, in real browsers', () => {
  const code = run('playwright', ['test', '-c', 'packages/e2e', '--project=pages', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: join(reports, 'pages.json'),
  })
  return reported(code, 'pages.json', countPages)
})

console.log()
for (const { name, tally, seconds } of steps) {
  console.log(
    `${tally.failed > 0 ? 'FAILED' : 'passed'}  ${name} (${tally.passed} passed, ${tally.failed} failed, ${seconds.toFixed(0)} s)`,
  )
}
const sum = (what: keyof Tally): number => steps.reduce((total, { tally }) => total + tally[what], 0)
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') > 0 ? 1 : 0)
