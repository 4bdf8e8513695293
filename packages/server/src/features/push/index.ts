export { registerPushRoutes } from './push.routes.ts'
export { createPushSender } from './push-sender.ts'
export { dropSubscriptions, withSubscription } from './push-subscriptions.ts'
export { pushIsOn, queuePush } from './queue-push.ts'
