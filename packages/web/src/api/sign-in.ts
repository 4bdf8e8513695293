import type { NewCodes } from '@sparekey/protocol/account'
import type { MethodKind } from '@sparekey/protocol/common'
import type { FinishedSignIn, SignInView } from '@sparekey/protocol/sign-in'
import { request } from './request.ts'

/** The sign-in that this browser has begun, or the fresh confirmation inside its session: the service knows by the cookie. */
export const signInApi = {
  events: '/api/sign-in/events',
  look: () => request<SignInView>('GET', '/api/sign-in'),
  begin: (given: { login: string; password: string; returnTo?: string }) => request<SignInView>('POST', '/api/sign-in', given),
  /** A fresh confirmation of one act with its parameters. */
  confirm: (given: { act: string; params: Record<string, string>; password: string }) =>
    request<SignInView>('POST', '/api/confirmations', given),
  /** Asks the phones again. */
  askAgain: () => request<SignInView>('POST', '/api/sign-in/prompt'),
  answer: (method: MethodKind, answer: string) => request<SignInView>('POST', '/api/sign-in/answer', { method, answer }),
  changePassword: (password: string) => request<SignInView>('POST', '/api/sign-in/password', { password }),
  newCodes: () => request<NewCodes>('POST', '/api/sign-in/codes'),
  savedCodes: (set: string) => request<SignInView>('POST', '/api/sign-in/codes/saved', { set }),
  finish: () => request<FinishedSignIn>('POST', '/api/sign-in/finish'),
  leave: () => request<{ ok: true }>('POST', '/api/sign-in/leave'),
  forgotten: (login: string) => request<{ ok: true }>('POST', '/api/forgotten-password', { login }),
}
