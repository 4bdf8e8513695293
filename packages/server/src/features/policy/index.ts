export { limits } from './limits.ts'
export { dueAt, type Rules, rulesFor, shippedRules } from './rules.ts'
