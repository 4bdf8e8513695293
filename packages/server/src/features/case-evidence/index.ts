export { type AnsweredBy, type AskedBy, evidenceOfAccount, evidenceOfRequest, readFlags } from './read-evidence.ts'
