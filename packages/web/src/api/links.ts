import type { GoOn, LinkPurpose, LinkView } from '@sparekey/protocol/account'
import { request } from './request.ts'

/** Links that arrived by mail or by hand. Looking changes nothing; each of the others is a button (AU-4). */
export const linksApi = {
  look: (purpose: LinkPurpose, token: string) => request<LinkView>('POST', '/api/links/look', { purpose, token }),
  firstStart: (given: { token: string; name: string; login: string; email: string; password: string }) =>
    request<GoOn>('POST', '/api/links/first-start', given),
  /** Goes on with an unfinished first start, or opens one set-up. */
  logIn: (purpose: 'first-start' | 'set-up', given: { token: string; login: string; password: string }) =>
    request<GoOn>('POST', `/api/links/${purpose}`, given),
  setPassword: (purpose: 'invitation' | 'reset', given: { token: string; password: string }) =>
    request<GoOn>('POST', `/api/links/${purpose}`, given),
  use: (purpose: 'email' | 'email-undo' | 'stop' | 'not-me', token: string) => request<GoOn>('POST', `/api/links/${purpose}`, { token }),
}
