export { registerPolicyRoutes } from './policy.routes.ts'
