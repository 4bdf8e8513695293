export { registerAddressRoutes } from './addresses.routes.ts'
export { sendProof } from './send-proof.ts'
