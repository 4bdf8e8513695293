import type {
  CompletedSetUp,
  GoOn,
  LoginHistory,
  NewCodes,
  OwnNumber,
  PairingView,
  RememberedView,
  SecurityView,
  SentNumberCode,
  SessionsView,
  SessionView,
  SetUpView,
} from '@sparekey/protocol/account'
import type { ManagerQuestions } from '@sparekey/protocol/cases'
import type { OwnHeld } from '@sparekey/protocol/held'
import type { BreakGlassKit } from '@sparekey/protocol/recovery'
import { inSession } from './in-session.ts'

const id = encodeURIComponent

/** What an account's own pages ask the service for. Acts that need it answer `confirmation_needed` (see `withConfirmation`). */
export const account = {
  session: () => inSession<SessionView>('GET', '/api/session'),
  logOut: () => inSession('POST', '/api/session/log-out', {}),
  logOutEverywhere: () => inSession('POST', '/api/session/log-out-everywhere', {}),

  security: () => inSession<SecurityView>('GET', '/api/account/security'),
  renameDevice: (device: string, name: string) => inSession('POST', `/api/account/devices/${id(device)}/rename`, { name }),
  removeDevice: (device: string) => inSession('POST', `/api/account/devices/${id(device)}/remove`, {}),
  /** A blocked or paused phone counts again (TD-8). */
  unblockDevice: (device: string) => inSession('POST', `/api/account/devices/${id(device)}/unblock`, {}),
  /** "Use my old phone again" (RR-9). */
  useOldPhone: () => inSession<GoOn>('POST', '/api/account/old-phone', {}),
  number: () => inSession<OwnNumber>('GET', '/api/account/number'),
  sendNumberCode: (number: string) => inSession<SentNumberCode>('POST', '/api/account/number', { number }),
  checkNumberCode: (code: string) => inSession('POST', '/api/account/number/check', { code }),
  removeNumber: () => inSession('POST', '/api/account/number/remove', {}),
  makeKit: () => inSession<BreakGlassKit>('POST', '/api/account/break-glass-kit', {}),
  testKit: (kit: string) => inSession('POST', '/api/account/break-glass-kit/test', { kit }),
  managerQuestions: () => inSession<ManagerQuestions>('GET', '/api/account/manager-questions'),
  answerManagerQuestion: (question: string, agrees: boolean) =>
    inSession('POST', `/api/account/manager-questions/${id(question)}`, { agrees }),
  createCodes: () => inSession<NewCodes>('POST', '/api/account/recovery-codes', {}),
  savedCodes: (set: string) => inSession('POST', '/api/account/recovery-codes/saved', { set }),
  changePassword: (password: string) => inSession('POST', '/api/account/password', { password }),
  addAddress: (address: string) => inSession('POST', '/api/account/emails', { address }),
  removeAddress: (email: string) => inSession('POST', `/api/account/emails/${id(email)}/remove`, {}),
  sendAddressLink: (email: string) => inSession('POST', `/api/account/emails/${id(email)}/send`, {}),
  allowTypedMethods: () => inSession('POST', '/api/account/attempts/allow', {}),

  beginPairing: (replaces?: string) => inSession<PairingView>('POST', '/api/pairings', replaces ? { replaces } : {}),
  pairing: (pairing: string) => inSession<PairingView>('GET', `/api/pairings/${id(pairing)}`),
  pairingEvents: (pairing: string) => `/api/pairings/${id(pairing)}/events`,
  confirmPairing: (pairing: string) => inSession('POST', `/api/pairings/${id(pairing)}/confirm`, {}),
  rejectPairing: (pairing: string) => inSession('POST', `/api/pairings/${id(pairing)}/reject`, {}),

  setUp: () => inSession<SetUpView>('GET', '/api/set-up'),
  sendAddressCode: () => inSession('POST', '/api/set-up/address', {}),
  checkAddressCode: (code: string) => inSession('POST', '/api/set-up/address/check', { code }),
  sendSetUpNumberCode: (number: string) => inSession<SentNumberCode>('POST', '/api/set-up/number', { number }),
  checkSetUpNumberCode: (code: string) => inSession('POST', '/api/set-up/number/check', { code }),
  skipNumber: () => inSession('POST', '/api/set-up/number/skip', {}),
  setUpCodes: () => inSession<NewCodes>('POST', '/api/set-up/codes', {}),
  /** @param set the codes that were saved, where the rules allow any */
  completeSetUp: (set: string | undefined) => inSession<CompletedSetUp>('POST', '/api/set-up/complete', set === undefined ? {} : { set }),

  history: (before?: number) => inSession<LoginHistory>('GET', `/api/account/history${before === undefined ? '' : `?before=${before}`}`),
  sessions: () => inSession<SessionsView>('GET', '/api/account/sessions'),
  endSession: (session: string) => inSession('POST', `/api/account/sessions/${id(session)}/end`, {}),
  remembered: () => inSession<RememberedView>('GET', '/api/account/remembered'),
  forgetRemembered: (remembered: string) => inSession('POST', `/api/account/remembered/${id(remembered)}/forget`, {}),
  held: () => inSession<OwnHeld>('GET', '/api/account/held'),
  forgetBrowser: (browser: string) => inSession('POST', `/api/account/browsers/${id(browser)}/forget`, {}),
}
