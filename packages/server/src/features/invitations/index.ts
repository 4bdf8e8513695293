export { registerInvitationRoutes } from './invitations.routes.ts'
