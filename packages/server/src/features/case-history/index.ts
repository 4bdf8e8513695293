export { caseHistory, noteInCase, type Seen } from './note-in-case.ts'
