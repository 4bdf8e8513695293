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

/**
 * What this Chromium leaves out. Of two such lists it takes the last, so what Playwright leaves out for the sake of a test's
 * steadiness is named here again: waiting for pages that might object to being left, holding the old picture until the new page
 * paints, going to HTTPS by itself, and asking the maker's hosts at the start.
 */
const leftOut = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'PaintHolding',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'DestroyProfileOnBrowserClose',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'MediaRouter',
  'LensOverlay',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'PreconnectToSearch',
  'AimEnabled',
  // The list under the address bar, a page of its own that each new window would draw: a quarter of the time of all page tests.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]

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
    `--disable-features=${leftOut.join()}`,
  ],
}
