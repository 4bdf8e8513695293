export { type Forwarding, forwardRecord } from './forward-record.ts'
export { registerRecordPageRoutes } from './record-page.routes.ts'
