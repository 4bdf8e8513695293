export { registerPeopleRoutes } from './people.routes.ts'
