export { createMailSender } from './mail-sender.ts'
export type { Mail } from './message.ts'
export { queueMail } from './queue-mail.ts'
export { reachMailServer } from './reach-mail-server.ts'
