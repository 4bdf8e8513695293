export { describeApi, registerApiDescriptionRoutes } from './api-description.routes.ts'
