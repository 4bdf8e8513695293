export { mayBeSent, queueSms, type Sms, smsIsOn } from './queue-sms.ts'
export { reachSmsGateway } from './reach-sms-gateway.ts'
export { createSmsSender, type NoteDelivery } from './sms-sender.ts'
