import { run, runScript } from './run.ts'

// The page tests: one real Chromium as the computer and one as the phone, against the demo's server.
//   node tools/pages.ts                    all of them
//   node tools/pages.ts screenshots        takes the pictures of docs/screenshots anew, and every page and state into .build/pictures
//   node tools/pages.ts screenshots case   only those of a file: case, rules, ready, every-page, lost-phone, readme
//   node tools/pages.ts sign-in -g "SI-4"  what follows goes to Playwright

const [first, ...rest] = process.argv.slice(2)
const screenshots = first === 'screenshots'
const args = screenshots ? rest : process.argv.slice(2)

const built = runScript('tools/build-pages.ts')
if (built !== 0) process.exit(built)
const project = screenshots ? 'screenshots' : 'pages'
process.exit(run('playwright', ['test', '-c', 'packages/e2e', `--project=${project}`, ...args]))
