export { registerLostPhoneRoutes } from './lost-phone.routes.ts'
