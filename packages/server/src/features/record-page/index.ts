export { registerRecordPageRoutes } from './record-page.routes.ts'
