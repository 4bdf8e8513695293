export { registerNumberRoutes } from './number-changes.routes.ts'
export { takeNumber } from './take-number.ts'
