export { endSetUps } from './end-set-ups.ts'
export { openSetUp, phoneReady } from './open-set-up.ts'
export { registerSetUpRoutes } from './set-up.routes.ts'
