export { findActs } from './find-acts.ts'
export { type AuditEntry, record } from './record.ts'
