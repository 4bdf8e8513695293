import type { Desk, DeskOutbox } from '@sparekey/protocol/desk'
import { type Answer, request } from './request.ts'

// The desk of the demo; the service itself has none of these.

export const readDesk = (): Promise<Answer<Desk>> => request('GET', '/dev/api/desk')
export const readOutbox = (): Promise<Answer<DeskOutbox>> => request('GET', '/dev/api/outbox')
export const beginPhone = (person: string): Promise<Answer<{ url: string }>> => request('POST', `/dev/api/people/${person}/phone`)
/** @param by ms ahead, or back to the real time */
export const moveClock = (by: number | 'back'): Promise<Answer<{ now: number; moved: number }>> =>
  request('POST', '/dev/api/clock', by === 'back' ? { back: true } : { by })
