export { registerGroupRoutes } from './groups.routes.ts'
export { groupsOf, setGroups, sharingGroupWith } from './membership.ts'
