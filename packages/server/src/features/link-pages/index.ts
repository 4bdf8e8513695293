export { registerLinkPageRoutes } from './link-pages.routes.ts'
