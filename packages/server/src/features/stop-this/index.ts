export { registerStopRoutes } from './stop-this.routes.ts'
