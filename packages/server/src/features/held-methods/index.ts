export { heldItems } from './held-items.ts'
export { registerHeldMethodRoutes } from './held-methods.routes.ts'
export { endAllowances, sweepHeld } from './sweep-held.ts'
