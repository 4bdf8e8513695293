export { registerDeviceRemovalRoutes } from './device-removal.routes.ts'
