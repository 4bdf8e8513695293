export { endQueued, type OutboxKind, queue } from './queue.ts'
export { type OutboxItem, retryAfter, type Sender } from './sender.ts'
export { type Outbox, startOutbox } from './start-outbox.ts'
