export { askAgain } from './ask-phones.ts'
export { endPrompts } from './end-prompts.ts'
export { phoneMethod, phonePart } from './phone-method.ts'
export { registerPhonePromptRoutes } from './phone-prompts.routes.ts'
