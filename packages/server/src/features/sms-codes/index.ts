export { noteDelivery } from './note-delivery.ts'
export { pendingNumber, pendingView, sendNumberCode, tryNumberCode } from './number-code.ts'
export type { SentCode } from './send-code.ts'
export { sentPart, smsGrants, smsMethod } from './sms-method.ts'
