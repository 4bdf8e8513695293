import { inPlainTransaction } from '../../db/transaction.ts'
import { makeTrustedPhone, type TestCore, type TestPhone } from '../../testing/index.ts'
import { methodSuite, type WaitingSignIn } from '../confirmation/testing/method-suite.ts'
import { answerPrompt, type PhoneAnswer } from './answer-prompt.ts'
import { askPhones } from './ask-phones.ts'
import { findLatest } from './phone-prompts.store.ts'
import { matchCodeOf } from './prompt.ts'

const phones = new WeakMap<object, { core: TestCore; phone: TestPhone }>()

/** The prompt of a sign-in, asked for if it is not there yet. */
async function promptOf(core: TestCore, signIn: WaitingSignIn) {
  const asked = await findLatest(core.db, signIn.id)
  if (asked) return asked
  const { id, account_id: accountId } = signIn
  await inPlainTransaction(core.db, (tx) =>
    askPhones(core, tx, { id, accountId, purpose: 'sign-in', act: null, params: null, lane: 'other' }),
  )
  const prompt = await findLatest(core.db, id)
  if (!prompt) throw new Error('No prompt was made')
  return prompt
}

async function signed(core: TestCore, phone: TestPhone, signIn: WaitingSignIn, matchCode?: string): Promise<PhoneAnswer> {
  const prompt = await promptOf(core, signIn)
  const shown = matchCode ?? matchCodeOf(core.secrets, prompt.id, prompt.digits)
  const said = {
    prompt: prompt.id,
    subject: signIn.id,
    purpose: 'sign-in',
    act: '',
    params: '{}',
    matchCode: shown,
    decision: 'confirm',
  } as const
  return { prompt: prompt.id, ...phone.answer(said) }
}

methodSuite('phone', {
  typed: false,
  async give(core, account) {
    const phone = await makeTrustedPhone(core, account)
    const means = {
      rightAnswer: (signIn: WaitingSignIn) => signed(core, phone, signIn),
      wrongAnswer: (signIn: WaitingSignIn) => signed(core, phone, signIn, 'abc'),
    }
    phones.set(means, { core, phone })
    return means
  },
  answer: (core, _signIn, answer) => answerPrompt(core, answer as PhoneAnswer),
  async odd(signIn, text, means) {
    const held = phones.get(means)
    if (!held) throw new Error('Not a phone')
    return await signed(held.core, held.phone, signIn, text)
  },
  breakParts(core) {
    core.secrets = {
      ...core.secrets,
      mac: () => {
        throw new Error('The keys are gone')
      },
    }
  },
})
