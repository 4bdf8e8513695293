import { methods } from '../../app.ts'
import { cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { makeTrustedPhone, type TestCore } from '../../testing/index.ts'
import { methodSuite, type WaitingSignIn } from '../confirmation/testing/method-suite.ts'
import { answerSignIn } from '../sign-in/answer-sign-in.ts'
import { wrongOf } from '../sms-codes/testing/sent-texts.ts'
import { shownCode } from './testing/shown-code.ts'

const visitorOf = (core: TestCore, signIn: WaitingSignIn): Visitor => ({
  ip: '203.0.113.7',
  network: '203.0.113.7',
  agent: 'Chrome on Windows',
  cookies: { [cookieName(core.config, 'sign-in')]: signIn.token },
})

methodSuite('verification code', {
  typed: true,
  async give(core, account) {
    const phone = await makeTrustedPhone(core, account)
    return { rightAnswer: async () => await shownCode(core, phone.id), wrongAnswer: async () => wrongOf(await shownCode(core, phone.id)) }
  },
  answer: (core, signIn, answer) =>
    answerSignIn(core, methods, { method: 'verification-code', answer: String(answer), visitor: visitorOf(core, signIn) }),
  odd: async (_signIn, text) => text,
  breakParts(core) {
    core.secrets = {
      ...core.secrets,
      open: () => {
        throw new Error('The keys are gone')
      },
    }
  },
})
