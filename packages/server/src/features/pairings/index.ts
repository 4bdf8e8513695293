export { endPairings } from './end-pairings.ts'
export { registerPairingRoutes } from './pairings.routes.ts'
