export { registerAccountPageRoutes } from './account-page.routes.ts'
