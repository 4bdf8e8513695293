import { defineConfig } from '@playwright/test'

/** The page tests: a real browser as the computer, a second one as the phone, the demo's server for each test. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // Each test waits a good part of its time, for a person's pace or for the other browser: two of them fill two cores.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // A test that passes at the second try proves nothing.
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    { name: 'pages', testMatch: 'specs/**/*.spec.ts' },
    { name: 'screenshots', testMatch: 'pictures/**/*.pictures.ts' },
  ],
})
