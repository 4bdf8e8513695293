export { dueAt, type Rules, rulesFor, shippedRules } from './rules.ts'
