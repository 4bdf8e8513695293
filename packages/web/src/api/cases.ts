import type {
  AccountStep,
  Approved,
  ApproveStep,
  CallerCodeStep,
  CaseLines,
  CaseView,
  ContactStep,
  DeclineStep,
} from '@sparekey/protocol/cases'
import { inSession } from './in-session.ts'

const step = <T = unknown>(id: string, name: string, body: object) =>
  inSession<T>('POST', `/api/console/cases/${encodeURIComponent(id)}/${name}`, body)

/** Recovery requests, for those who answer them (RR-5). `approve` answers `confirmation_needed` first. */
export const casesApi = {
  /** Says "look again" when a case of anybody changed. */
  events: '/api/console/events',
  list: () => inSession<CaseLines>('GET', '/api/console/cases'),
  read: (id: string) => inSession<CaseView>('GET', `/api/console/cases/${encodeURIComponent(id)}`),
  contact: (id: string, body: ContactStep) => step(id, 'contact', body),
  account: (id: string, body: AccountStep) => step(id, 'account', body),
  callerCode: (id: string, body: CallerCodeStep) => step(id, 'caller-code', body),
  decline: (id: string, body: DeclineStep) => step(id, 'decline', body),
  approve: (id: string, body: ApproveStep) => step<Approved>(id, 'approve', body),
  /** After the wait of RR-6: the access code is made only now, and shown once (RR-8). */
  accessCode: (id: string) => step<Approved>(id, 'access-code', {}),
}
