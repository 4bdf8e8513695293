export { registerGroupRoutes } from './groups.routes.ts'
export { groupsOf, setGroups } from './membership.ts'
