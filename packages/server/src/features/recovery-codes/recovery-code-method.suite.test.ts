import { methods } from '../../app.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { AppError } from '../../kernel/errors.ts'
import type { TestCore } from '../../testing/index.ts'
import { methodSuite, type WaitingSignIn } from '../confirmation/testing/method-suite.ts'
import { answerSignIn } from '../sign-in/answer-sign-in.ts'
import { makeCodeSet, saveCodeSet } from './make-code-set.ts'

const visitorOf = (core: TestCore, signIn: WaitingSignIn): Visitor => ({
  ip: '203.0.113.7',
  network: '203.0.113.7',
  agent: 'Chrome on Windows',
  cookies: { [cookieName(core.config, 'sign-in')]: signIn.token },
})

methodSuite('recovery code', {
  typed: true,
  async give(core, account) {
    const made = await makeCodeSet(core, { accountId: account, weakUntil: 0 })
    await inPlainTransaction(core.db, (tx) => saveCodeSet(core, tx, { accountId: account, set: made.set }))
    const codes = [...made.codes]
    return { rightAnswer: async () => codes.shift() ?? '', wrongAnswer: async () => '0000-0000-0000-0000' }
  },
  answer: (core, signIn, answer) =>
    answerSignIn(core, methods, { method: 'recovery-code', answer: String(answer), visitor: visitorOf(core, signIn) }),
  odd: async (_signIn, text) => text,
  breakParts(core) {
    core.hashing = { run: () => Promise.reject(new AppError(503, 'busy')) }
  },
})
