export { registerFirstStartRoutes } from './first-start.routes.ts'
export { makeFirstStartLink } from './make-first-start-link.ts'
export { makeSetUpLink } from './make-set-up-link.ts'
