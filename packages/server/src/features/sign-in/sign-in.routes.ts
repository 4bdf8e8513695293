import { HistoryQuery, LoginHistory, NewCodes, SavedCodes } from '@sparekey/protocol/account'
import { Ok } from '@sparekey/protocol/common'
import {
  AnswerSignIn,
  AskRemember,
  BeginConfirmation,
  BeginSignIn,
  FinishedSignIn,
  NewPassword,
  PasswordAgain,
  SignInView,
  StartMethod,
} from '@sparekey/protocol/sign-in'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { refused } from '../../kernel/outcome.ts'
import { answerSignIn } from './answer-sign-in.ts'
import { askRemember } from './ask-remember.ts'
import { beginConfirmation } from './begin-confirmation.ts'
import { beginSignIn } from './begin-sign-in.ts'
import { changeMarkedPassword } from './change-marked-password.ts'
import { currentSignIn } from './current-sign-in.ts'
import { finishSignIn } from './finish.ts'
import { leaveSignIn } from './leave-sign-in.ts'
import { loginHistory } from './login-history.ts'
import { drawCodesInSignIn, saveCodesInSignIn } from './new-codes.ts'
import type { SignInParts } from './parts.ts'
import { typePasswordAgain } from './password-again.ts'
import { resumeSignIn } from './resume-sign-in.ts'
import { viewSignIn } from './sign-in-view.ts'
import { startMethod } from './start-method.ts'

/** The life of one sign-in over HTTP. The cookie names it; no id of it is ever taken from a request. */
export function registerSignInRoutes(routes: Routes, core: Core, parts: SignInParts): void {
  const view = (visitor: Visitor) => viewSignIn(core, parts, visitor)
  /** The view as it is once the browser has these cookies. */
  const viewWith = (visitor: Visitor, cookies: string[]) => view({ ...visitor, cookies: { ...visitor.cookies, ...cookiesOf(cookies) } })

  routes.route({
    method: 'POST',
    url: '/api/sign-in',
    summary: 'The password step',
    access: 'public',
    body: BeginSignIn,
    answer: SignInView,
    handle: async ({ body, visitor, reply }) => {
      const begun = await beginSignIn(core, parts, { ...body, visitor })
      if (!begun.ok) return begun
      reply.header('set-cookie', begun.cookies)
      return await viewWith(visitor, begun.cookies)
    },
  })
  routes.route({
    method: 'GET',
    url: '/api/sign-in',
    summary: 'The true state of the sign-in in this browser',
    access: 'public',
    answer: SignInView,
    handle: async ({ visitor, reply }) => {
      const cookies = await resumeSignIn(core, parts, visitor)
      if (cookies.length > 0) reply.header('set-cookie', cookies)
      return await viewWith(visitor, cookies)
    },
  })
  routes.stream({
    url: '/api/sign-in/events',
    summary: 'Says when to look again',
    access: 'sign-in',
    listen: async ({ visitor }, send) => {
      const signIn = await currentSignIn(core, core.db, visitor)
      if (!signIn) return refused('sign_in_over')
      return { owner: signIn.id, stop: core.live.subscribe(`sign-in:${signIn.id}`, send) }
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/prompt',
    summary: 'Asks the phones again',
    access: 'sign-in',
    answer: SignInView,
    handle: async ({ visitor }) => {
      const asked = await parts.phone.again(core, visitor)
      return asked.ok ? await view(visitor) : asked
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/remember',
    summary: 'Whether this browser shall skip the confirmation from now on',
    access: 'sign-in',
    body: AskRemember,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const asked = await askRemember(core, parts, { remember: body.remember, visitor })
      return asked.ok ? await view(visitor) : asked
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/start',
    summary: 'Sends a code by the method that was chosen',
    access: 'sign-in',
    body: StartMethod,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const started = await startMethod(core, parts.methods, { method: body.method, visitor })
      return started.ok ? await view(visitor) : started
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/password-again',
    summary: 'The password once more, on a shared computer',
    access: 'sign-in',
    body: PasswordAgain,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const typed = await typePasswordAgain(core, { password: body.password, visitor })
      return typed.ok ? await view(visitor) : typed
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/answer',
    summary: 'A code typed on the login page',
    access: 'sign-in',
    body: AnswerSignIn,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const answered = await answerSignIn(core, parts.methods, { ...body, visitor })
      return answered.ok ? await view(visitor) : answered
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/password',
    summary: 'The new password in place of a marked one',
    access: 'sign-in',
    body: NewPassword,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const changed = await changeMarkedPassword(core, parts, { password: body.password, visitor })
      return changed.ok ? await view(visitor) : changed
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/codes',
    summary: 'Draws a new set of recovery codes where none is left',
    access: 'sign-in',
    answer: NewCodes,
    handle: async ({ visitor }) => {
      const made = await drawCodesInSignIn(core, parts, visitor)
      return made.ok ? parts.codes.view(core, made) : made
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/codes/saved',
    summary: 'The new codes are saved',
    access: 'sign-in',
    body: SavedCodes,
    answer: SignInView,
    handle: async ({ body, visitor }) => {
      const saved = await saveCodesInSignIn(core, parts, visitor, body.set)
      return saved.ok ? await view(visitor) : saved
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/finish',
    summary: 'Ends the sign-in in a session',
    access: 'sign-in',
    answer: FinishedSignIn,
    handle: async ({ visitor, reply }) => {
      const finished = await finishSignIn(core, parts, visitor)
      if (!finished.ok) return finished
      reply.header('set-cookie', finished.cookies)
      return { to: finished.to, purpose: finished.purpose }
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/sign-in/leave',
    summary: 'Forgets the sign-in in this browser',
    access: 'sign-in',
    answer: Ok,
    handle: async ({ visitor, reply }) => {
      reply.header('set-cookie', await leaveSignIn(core, visitor))
      return { ok: true as const }
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/confirmations',
    summary: 'Begins a fresh confirmation of one named act',
    access: { session: ['full', 'one-factor'] },
    body: BeginConfirmation,
    answer: SignInView,
    handle: async ({ session, body, visitor, reply }) => {
      const begun = await beginConfirmation(core, parts.methods, session, { ...body, visitor })
      if (!begun.ok) return begun
      reply.header('set-cookie', begun.cookies)
      return await viewWith(visitor, begun.cookies)
    },
  })
  routes.route({
    method: 'GET',
    url: '/api/account/history',
    summary: 'Login history, newest first',
    access: { session: ['full', 'one-factor'] },
    query: HistoryQuery,
    answer: LoginHistory,
    handle: ({ session, query }) => loginHistory(core, session.accountId, query.before),
  })
}

/** Name and value of Set-Cookie lines. */
function cookiesOf(lines: string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const pair = line.split(';')[0] ?? ''
      return [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
    }),
  )
}
