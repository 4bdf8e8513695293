export { browserOf, endBrowsers, isKnownBrowser, makeBrowserKnown, rememberBrowser, voidBrowser } from './browser.ts'
export { listKnown } from './browsers.store.ts'
