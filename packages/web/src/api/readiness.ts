import type { AtRisk, PracticeView, Readiness, ReadyView, StillYours, WithoutTwoFactor } from '@sparekey/protocol/readiness'
import { inSession } from './in-session.ts'

const listed = (path: string, search: string, page: number): string => {
  const query = new URLSearchParams()
  if (search) query.set('search', search)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return `${path}${text ? `?${text}` : ''}`
}

/** Who would be locked out, for administrators (RR-12). */
export const readinessApi = {
  summary: () => inSession<Readiness>('GET', '/api/console/readiness'),
  without: (search: string, page: number) => inSession<WithoutTwoFactor>('GET', listed('/api/console/without-two-factor', search, page)),
  atRisk: (search: string, page: number) => inSession<AtRisk>('GET', listed('/api/console/at-risk', search, page)),
  ask: (account: string) => inSession('POST', `/api/console/at-risk/${encodeURIComponent(account)}/ask`, {}),
}

/** What each person would have left, the rehearsal of it, and "Is this still your phone?" (RR-12, TD-5). */
export const readyApi = {
  ready: (phone: string, numberInIt: boolean) =>
    inSession<ReadyView>('GET', `/api/account/ready?${new URLSearchParams({ phone, number: numberInIt ? 'yes' : 'no' })}`),
  practice: () => inSession<PracticeView>('GET', '/api/account/practice'),
  /** Answers `confirmation_needed` first. */
  begin: () => inSession<PracticeView>('POST', '/api/account/practice', {}),
  tryCode: (part: 'recovery-code' | 'verification-code', code: string) =>
    inSession<PracticeView>('POST', `/api/account/practice/${part}`, { code }),
  skip: (part: 'recovery-code' | 'verification-code') => inSession<PracticeView>('POST', '/api/account/practice/skip', { part }),
  finish: () => inSession<PracticeView>('POST', '/api/account/practice/finish', {}),
  stillYours: () => inSession<StillYours>('GET', '/api/account/still-yours'),
  stillMine: (device: string) => inSession('POST', `/api/account/devices/${encodeURIComponent(device)}/still-mine`, {}),
  later: () => inSession('POST', '/api/account/still-yours/later', {}),
}
