export { tellOfRecovery } from './tell-of-recovery.ts'
