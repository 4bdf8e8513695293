import { existsSync } from 'node:fs'

/** The Chromium of this machine: the one that CHROMIUM names, or where Debian, others and macOS put theirs. */
function findChromium(): string {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ]
  const found = places.find((place) => place && existsSync(place))
  if (!found) throw new Error('There is no Chromium on this machine: `npm run system-packages` says how to get it')
  return found
}

/** How every browser of the tests is started. As root there is no sandbox to be had, and nothing may go out to the internet. */
export const launch = {
  executablePath: findChromium(),
  headless: true,
  chromiumSandbox: process.getuid?.() !== 0,
  args: [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}
