export { findActs, type RecordedAct } from './find-acts.store.ts'
export { type AuditEntry, record } from './record.ts'
