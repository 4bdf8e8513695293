export { registerNotMeRoutes } from './not-me.routes.ts'
