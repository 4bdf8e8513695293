import { methods } from '../../app.ts'
import { cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { makeNumberRow, type TestCore } from '../../testing/index.ts'
import { methodSuite, type WaitingSignIn } from '../confirmation/testing/method-suite.ts'
import { answerSignIn } from '../sign-in/answer-sign-in.ts'
import { startMethod } from '../sign-in/start-method.ts'
import { smsCodeOf } from './sms-code.ts'
import { wrongOf } from './testing/sent-texts.ts'

const visitorOf = (core: TestCore, signIn: WaitingSignIn): Visitor => ({
  ip: '203.0.113.7',
  network: '203.0.113.7',
  agent: 'Chrome on Windows',
  cookies: { [cookieName(core.config, 'sign-in')]: signIn.token },
})

methodSuite('SMS', {
  typed: true,
  async give(core, account) {
    await makeNumberRow(core, account)
    const codeFor = async (signIn: WaitingSignIn): Promise<string> => {
      const started = await startMethod(core, methods, { method: 'sms', visitor: visitorOf(core, signIn) })
      if (!started.ok) throw new Error(started.code)
      const row = await core.db.selectFrom('sms_code').select('id').where('subject_id', '=', signIn.id).executeTakeFirstOrThrow()
      return smsCodeOf(core, row.id)
    }
    return { rightAnswer: codeFor, wrongAnswer: async (signIn) => wrongOf(await codeFor(signIn)) }
  },
  answer: (core, signIn, answer) =>
    answerSignIn(core, methods, { method: 'sms', answer: String(answer), visitor: visitorOf(core, signIn) }),
  odd: async (_signIn, text) => text,
  breakParts(core) {
    core.secrets = {
      ...core.secrets,
      mac: () => {
        throw new Error('The keys are gone')
      },
    }
  },
})
