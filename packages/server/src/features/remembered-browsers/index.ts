export { endRemembered, forgetRememberedAt, rememberedBrowsers } from './forget-remembered.ts'
export { rememberAfter, rememberOffer } from './remember-browser.ts'
export { registerRememberedBrowserRoutes } from './remembered-browsers.routes.ts'
export { findRememberedHere, isRemembered, useRemembered } from './use-remembered.ts'
