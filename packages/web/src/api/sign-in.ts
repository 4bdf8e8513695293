import type { NewCodes } from '@sparekey/protocol/account'
import type { MethodKind } from '@sparekey/protocol/common'
import type { FinishedSignIn, SignInView } from '@sparekey/protocol/sign-in'
import { request } from './request.ts'

/** The sign-in that this browser has begun, or the fresh confirmation inside its session: the service knows by the cookie. */
export const signInApi = {
  events: '/api/sign-in/events',
  look: () => request<SignInView>('GET', '/api/sign-in'),
  begin: (given: { login: string; password: string; returnTo?: string; confirm?: true }) =>
    request<SignInView>('POST', '/api/sign-in', given),
  /** A fresh confirmation of one act with its parameters. */
  confirm: (given: { act: string; params: Record<string, string>; password: string }) =>
    request<SignInView>('POST', '/api/confirmations', given),
  /** Asks the phones again. */
  askAgain: () => request<SignInView>('POST', '/api/sign-in/prompt'),
  /** "Skip the confirmation on this browser" (SI-13). */
  remember: (remember: boolean) => request<SignInView>('POST', '/api/sign-in/remember', { remember }),
  /** Sends a code by the method that was chosen (SM-1). */
  start: (method: MethodKind) => request<SignInView>('POST', '/api/sign-in/start', { method }),
  answer: (method: MethodKind, answer: string) => request<SignInView>('POST', '/api/sign-in/answer', { method, answer }),
  /** "Send request" (RR-1). `shared`: this is a shared computer. */
  sendRequest: (given: { message: string; shared: boolean }) => request<SignInView>('POST', '/api/sign-in/request', given),
  withdraw: () => request<SignInView>('POST', '/api/sign-in/request/withdraw'),
  accessCode: (code: string) => request<SignInView>('POST', '/api/sign-in/access-code', { code }),
  /** "I lost my phone" (TD-8). `number`: it was in it too. */
  lostPhone: (given: { devices: string[]; number: boolean }) => request<SignInView>('POST', '/api/sign-in/lost-phone', given),
  /** The password once more, on a shared computer (RR-2). */
  passwordAgain: (password: string) => request<SignInView>('POST', '/api/sign-in/password-again', { password }),
  changePassword: (password: string) => request<SignInView>('POST', '/api/sign-in/password', { password }),
  newCodes: () => request<NewCodes>('POST', '/api/sign-in/codes'),
  savedCodes: (set: string) => request<SignInView>('POST', '/api/sign-in/codes/saved', { set }),
  finish: () => request<FinishedSignIn>('POST', '/api/sign-in/finish'),
  leave: () => request<{ ok: true }>('POST', '/api/sign-in/leave'),
  /** A new password by an access code from an administrator (RR-13). */
  passwordByCode: (given: { login: string; code: string; password: string }) =>
    request<{ ok: true }>('POST', '/api/forgotten-password/access-code', given),
  forgotten: (login: string) => request<{ ok: true }>('POST', '/api/forgotten-password', { login }),
}
