export { registerPushRoutes } from './push.routes.ts'
export { createPushSender } from './push-sender.ts'
export { dropSubscriptions, withSubscription } from './push-subscriptions.ts'
export { type PushText, type PushToQueue, pushIsOn, queuePush } from './queue-push.ts'
