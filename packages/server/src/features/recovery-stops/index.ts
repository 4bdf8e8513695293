export { isDisputed, recordStop, stopsSince } from './recovery-stops.ts'
