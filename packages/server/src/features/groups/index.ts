export { answeringGroupsOf, groupNamed, setAnsweringGroups } from './answering.ts'
export { registerGroupRoutes } from './groups.routes.ts'
export { answeringFor, groupsLeftSince, groupsOf, setGroups } from './membership.ts'
