import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', '**/dist/**']
const engineTests = ['packages/server/test/engines/**/*.test.ts', 'packages/server/src/**/*.store.test.ts']
const raceTests = ['packages/server/test/races/**/*.test.ts']
/** Long ones, on both engines: made-up stories, and a service that is killed. */
const longTests = ['packages/server/test/model/**/*.test.ts', 'packages/server/test/faults/**/*.test.ts']

/** The levels of DESIGN §7, one project each. Page tests are Playwright's (packages/e2e). */
export default defineConfig({
  test: {
    // Nothing here waits for a real second: what takes longer is stuck.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    allowOnly: false,
    // Both cores of a small machine: the suite stays under 15 minutes there.
    maxWorkers: '100%',
    projects: [
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: [...never, ...engineTests],
        },
      },
      { test: { name: 'engines', include: engineTests, exclude: never } },
      { test: { name: 'races', include: raceTests, exclude: never, testTimeout: 120_000 } },
      { test: { name: 'long', include: longTests, exclude: never, testTimeout: 600_000 } },
      {
        test: {
          name: 'spanning',
          include: ['packages/server/test/**/*.test.ts'],
          exclude: [...never, ...engineTests, ...raceTests, ...longTests],
          testTimeout: 120_000,
        },
      },
    ],
  },
})
