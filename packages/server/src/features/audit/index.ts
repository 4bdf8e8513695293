export { findActs } from './find-acts.ts'
export { type AuditEntry, record } from './record.ts'
export { type Sealer, sealRecord } from './seal-record.ts'
export { type RecordCheck, verifyRecord } from './verify-record.ts'
