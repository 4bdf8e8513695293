export { registerBreakGlassRoutes } from './break-glass.routes.ts'
export { isKit, kitView, spendKit } from './use-kit.ts'
