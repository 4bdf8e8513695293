import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { makeAccessCode } from '../../src/features/access-codes/index.ts'
import { grantNextBrowser } from '../../src/features/recovery-requests/testing/waiting.ts'
import { mailedCode, makeNewcomer, pairInSetUp, passwordSession, proveAddress } from '../../src/features/set-up/testing/set-up.ts'
import { digitsIn, wrongOf } from '../../src/features/sms-codes/testing/sent-texts.ts'
import { hours, minutes, seconds } from '../../src/kernel/clock.ts'
import { answerTo, confirmAct, signInAs, type TestBrowser, waitingPrompts } from '../../src/testing/whole.ts'
import { answer, code, finish, half, openWorld, sentDigits, shown, viewOf, type World } from './world.ts'

// Section B: what can be guessed is counted, wherever it is typed.

let world: World

beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.app.close())

const wrong = { sms: '000000', 'recovery-code': 'AAAA-BBBB-CCCC-DDDD', 'verification-code': '00000000' } as const
type Typed = keyof typeof wrong
const guess = (browser: TestBrowser, method: Typed) => answer(browser, method, wrong[method])

/** Something to guess: how it is got, and how it is answered. */
interface Guessed {
  what: string
  tries: number
  begin(): Promise<{ right: string; wrong: string; type(code: string): Promise<string | number> }>
}

const typedOnLogin = (method: Typed, right: (browser: TestBrowser) => Promise<string>): Guessed => ({
  what: `a ${method}`,
  tries: 5,
  async begin() {
    const browser = await half(world.app, world.ana)
    return { right: await right(browser), wrong: wrong[method], type: async (text) => code(await answer(browser, method, text)) }
  },
})

const accessCode = async (purpose: 'suspension' | 'password') => {
  const { app, ana } = world
  const suspension = purpose === 'suspension' ? await grantNextBrowser(app, ana.id) : undefined
  const made = { account: ana.id, purpose, suspension, madeBy: null, worksFrom: app.core.clock.now(), life: hours(1) }
  return (await inPlainTransaction(app.core.db, (tx) => makeAccessCode(app.core, tx, made))).code
}

const inSetUp = async () => {
  const who = await makeNewcomer(world.app)
  return { who, browser: await passwordSession(world.app, who, world.app.browser({ ip: '203.0.113.77' })) }
}

const guessed: Guessed[] = [
  typedOnLogin('sms', (browser) => sentDigits(world.app, browser)),
  typedOnLogin('recovery-code', async () => world.ana.codes[0] ?? ''),
  typedOnLogin('verification-code', () => shown(world)),
  {
    what: 'the number on the login page',
    tries: 3,
    async begin() {
      const { app, ana } = world
      const browser = await half(app, ana)
      const [prompt] = await waitingPrompts(app, ana.phone)
      const right = (await viewOf(browser)).phone?.prompt?.matchCode ?? ''
      if (!prompt) throw new Error('No prompt waits')
      const path = `/api/phone/prompts/${prompt.id}/answer`
      return {
        right,
        wrong: wrongOf(right),
        type: async (text) => code(await browser.post(path, answerTo(ana.phone, prompt, 'confirm', text))),
      }
    },
  },
  {
    what: 'an access code of a suspension',
    tries: 5,
    async begin() {
      const right = await accessCode('suspension')
      const browser = await half(world.app, world.ana)
      return { right, wrong: 'AAAA-BBBB', type: async (text) => code(await browser.post('/api/sign-in/access-code', { code: text })) }
    },
  },
  {
    what: 'a recovery code in a rehearsal',
    tries: 4,
    async begin() {
      const { app, ana } = world
      const browser = await signInAs(app, ana)
      await confirmAct(app, browser, ana, 'practise')
      await browser.post('/api/account/practice')
      const type = async (text: string) => code(await browser.post('/api/account/practice/recovery-code', { code: text }))
      return { right: ana.codes[0] ?? '', wrong: wrong['recovery-code'], type }
    },
  },
  {
    what: 'the code to the address',
    tries: 5,
    async begin() {
      const { who, browser } = await inSetUp()
      await browser.post('/api/set-up/address')
      const right = await mailedCode(world.app, who.email)
      return { right, wrong: wrongOf(right), type: async (text) => code(await browser.post('/api/set-up/address/check', { code: text })) }
    },
  },
  {
    what: 'the code to a new number',
    tries: 5,
    async begin() {
      const { app } = world
      const { who, browser } = await inSetUp()
      await proveAddress(app, browser, who)
      await pairInSetUp(app, browser)
      await browser.post('/api/set-up/number', { number: '+4915129998877' })
      await app.deliver()
      const right = digitsIn(app.texts.at(-1)?.text)
      return { right, wrong: wrongOf(right), type: async (text) => code(await browser.post('/api/set-up/number/check', { code: text })) }
    },
  },
]

describe('what can be guessed', () => {
  it.each(guessed)('regress/R-28 $what is refused after $tries wrong ones, also the right one', async ({ tries, begin }) => {
    const { right, wrong: other, type } = await begin()
    for (let n = 0; n < tries; n++) expect(await type(other)).not.toBe(200)
    expect(right).not.toBe('')
    expect(await type(right)).not.toBe(200)
  })

  it.each(guessed)('regress/R-28 $what is accepted before that', async ({ tries, begin }) => {
    const { right, wrong: other, type } = await begin()
    for (let n = 0; n < tries - 1; n++) await type(other)
    expect(await type(right)).toBe(200)
  })
})

it('regress/R-30 failures at the second step count, though the first one succeeds each time', async () => {
  const { app, ana } = world
  for (let n = 0; n < 5; n++)
    expect(code(await guess(await half(app, ana, `203.0.113.${n}`), 'verification-code'))).toBe('code_not_accepted')
  const right = await half(app, ana, '203.0.113.9')
  expect(code(await answer(right, 'verification-code', await shown(world)))).toBe('too_many_attempts')
})

it('regress/R-32 neither a sign-in nor its code takes answers without end', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  for (let n = 0; n < 5; n++) await guess(browser, 'verification-code')
  for (let n = 0; n < 50; n++) expect((await guess(browser, 'verification-code')).status).toBe(429)
  expect(code(await answer(browser, 'verification-code', await shown(world)))).toBe('too_many_attempts')
  app.core.clock.advance(minutes(10))
  expect(code(await answer(browser, 'recovery-code', ana.codes[0] ?? ''))).toBe('sign_in_over')
})

it('regress/R-34 no cookie holds the count: an older one, or none, gives no new tries', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  const before = new Map(browser.cookies)
  for (let n = 0; n < 5; n++) await guess(browser, 'recovery-code')
  const right = ana.codes[0] ?? ''
  browser.cookies.clear()
  for (const [name, value] of before) browser.cookies.set(name, value)
  expect(code(await answer(browser, 'recovery-code', right))).toBe('too_many_attempts')
  browser.cookies.delete('__Host-browser')
  expect(code(await answer(browser, 'recovery-code', right))).toBe('too_many_attempts')
  expect(code(await answer(await half(app, ana, '198.51.100.8'), 'recovery-code', right))).toBe('too_many_attempts')
})

it('regress/R-36 the tries of a sent code are counted where it is checked, whatever else waits or was sent again', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  const right = await sentDigits(app, browser)
  for (let n = 0; n < 5; n++) await answer(browser, 'sms', wrongOf(right))
  app.core.clock.advance(seconds(90))
  await sentDigits(app, browser)
  expect(code(await answer(browser, 'sms', right))).toBe('too_many_attempts')
  expect((await finish(browser)).status).toBe(409)
})

it('regress/R-42 a sent code ends after five minutes', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  const right = await sentDigits(app, browser)
  app.core.clock.advance(minutes(5))
  expect((await answer(browser, 'sms', right)).status).toBe(422)
  expect(code(await finish(browser))).toBe('not_confirmed')
})

it('regress/R-45 one count for all methods: changing over gives no new tries', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  await sentDigits(app, browser)
  for (const method of ['sms', 'verification-code', 'recovery-code', 'sms', 'verification-code'] as const)
    expect(code(await guess(browser, method))).toBe('code_not_accepted')
  expect(code(await answer(browser, 'verification-code', await shown(world)))).toBe('too_many_attempts')
  expect(code(await answer(browser, 'recovery-code', ana.codes[0] ?? ''))).toBe('too_many_attempts')
})

it('regress/R-43 a hundred sign-ins at once share one count, and the owner is told when it is used up', async () => {
  const { app, ana } = world
  const { clock, db } = app.core
  const flows: TestBrowser[] = []
  for (let n = 0; n < 100; n++) flows.push(await half(app, ana, `203.0.113.${n}`))
  const codes = (await Promise.all(flows.map((browser) => guess(browser, 'verification-code')))).map(code)
  expect(codes.filter((one) => one === 'code_not_accepted')).toHaveLength(5)
  expect(codes.filter((one) => one === 'too_many_attempts')).toHaveLength(95)
  for (let n = 0; n < 15; n++) {
    clock.advance(hours(1))
    const flow = await half(app, ana, `198.51.100.${n}`)
    expect(code(await guess(flow, 'verification-code'))).toBe('code_not_accepted')
  }
  clock.advance(hours(2))
  expect(code(await answer(await half(app, ana), 'verification-code', await shown(world)))).toBe('typed_methods_off')
  const notices = await db.selectFrom('notice').select('kind').where('kind', '=', 'typed-methods-off').execute()
  expect(notices).toHaveLength(1)
})

it('regress/R-39 a new password by a code or a link is limited like a login', async () => {
  const { app, ana } = world
  const right = await accessCode('password')
  const set = async (typed: string, n: number) =>
    code(
      await app
        .browser({ ip: `203.0.113.${n}` })
        .post('/api/forgotten-password/access-code', { login: ana.login, code: typed, password: 'seven quiet otters on a lamp' }),
    )
  for (let n = 0; n < 5; n++) expect(await set('AAAA-BBBB', n)).toBe('access_code_wrong')
  expect(await set(right, 9)).toBe('access_code_wrong')
  for (let n = 0; n < 8; n++) await app.browser({ ip: `198.51.100.${n}` }).post('/api/forgotten-password', { login: ana.login })
  app.core.clock.advance(seconds(10))
  await app.deliver()
  await app.deliver()
  expect(app.mails.filter((mail) => mail.text.includes('/link/reset#'))).toHaveLength(3)
})
