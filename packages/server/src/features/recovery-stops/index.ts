export { disputedFor, isDisputed, recordStop, stopsSince } from './recovery-stops.ts'
