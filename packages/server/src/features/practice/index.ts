export { registerPracticeRoutes } from './practice.routes.ts'
export { practisedAt } from './practice-view.ts'
