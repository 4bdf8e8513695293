export { mayBeAnyBrowser, mostBrowsers } from './any-browser.ts'
export { claimForBrowser, letsInHere, useSuspension } from './claim-suspension.ts'
export { endSuspension, endSuspensions, type SuspensionEnd } from './end-suspension.ts'
export { grantSuspension, type ToGrant } from './grant-suspension.ts'
export {
  activeSuspension,
  grantedSuspension,
  type Suspension,
  stillGranted,
  suspensionHoursIn7Days,
  suspensionOfCase,
  suspensionOfRequest,
  suspensionView,
} from './suspension.ts'
export { registerSuspensionRoutes } from './suspensions.routes.ts'
export { listBrowsers as suspensionBrowsers } from './suspensions.store.ts'
export { sweepSuspensions } from './sweep-suspensions.ts'
