import type {
  CompletedSetUp,
  LoginHistory,
  NewCodes,
  PairingView,
  SecurityView,
  SessionsView,
  SessionView,
  SetUpView,
} from '@sparekey/protocol/account'
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
  setUpCodes: () => inSession<NewCodes>('POST', '/api/set-up/codes', {}),
  completeSetUp: (set: string) => inSession<CompletedSetUp>('POST', '/api/set-up/complete', { set }),

  history: (before?: number) => inSession<LoginHistory>('GET', `/api/account/history${before === undefined ? '' : `?before=${before}`}`),
  sessions: () => inSession<SessionsView>('GET', '/api/account/sessions'),
  endSession: (session: string) => inSession('POST', `/api/account/sessions/${id(session)}/end`, {}),
  forgetBrowser: (browser: string) => inSession('POST', `/api/account/browsers/${id(browser)}/forget`, {}),
}
