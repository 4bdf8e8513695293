import { afterEach, beforeEach, expect, it } from 'vitest'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { makeLink } from '../../src/features/links/index.ts'
import { minutes } from '../../src/kernel/clock.ts'
import { answerTo, signInAs, type TestAnswer, type TestBrowser, waitingPrompts } from '../../src/testing/whole.ts'
import { answer, confirmBy, countSessions, finish, half, openSlowWorld, sentDigits, shown, viewOf, type World } from './world.ts'

// Section C: what is good once, used by many at the same moment. On several nodes and both engines: test/races.

let world: World

beforeEach(async () => {
  world = await openSlowWorld()
})
afterEach(() => world.app.close())

async function flowsOf(many: number): Promise<TestBrowser[]> {
  const flows: TestBrowser[] = []
  for (let n = 0; n < many; n++) flows.push(await half(world.app, world.ana, `203.0.113.${n}`))
  return flows
}
const accepted = (answers: TestAnswer[]): number => answers.filter((one) => one.status === 200).length
const atOnce = (flows: TestBrowser[], act: (browser: TestBrowser) => Promise<TestAnswer>) => Promise.all(flows.map(act))

it('regress/R-47 of fifty parallel uses of one verification code one is accepted, and none on another surface afterwards', async () => {
  const { app, ana } = world
  const inSession = await signInAs(app, ana, app.browser({ ip: '198.51.100.30' }))
  const flows = await flowsOf(50)
  const typed = await shown(world)
  expect(accepted(await atOnce(flows, (browser) => answer(browser, 'verification-code', typed)))).toBe(1)
  expect(accepted(await atOnce(flows, finish))).toBe(1)
  expect(await countSessions(app, ana.id)).toBe(2)
  expect((await confirmBy(inSession, 'create-codes', 'verification-code', typed)).status).not.toBe(200)
})

it('regress/R-53 of fifty parallel uses of one recovery code one is accepted', async () => {
  const { app, ana } = world
  const flows = await flowsOf(50)
  expect(accepted(await atOnce(flows, (browser) => answer(browser, 'recovery-code', ana.codes[3] ?? '')))).toBe(1)
  expect(accepted(await atOnce(flows, finish))).toBe(1)
  expect(await countSessions(app)).toBe(1)
})

it('regress/R-54 of parallel uses of one SMS code, and of parallel answers of one phone, one is accepted', async () => {
  const { app, ana } = world
  const browser = await half(app, ana)
  const typed = await sentDigits(app, browser)
  expect(accepted(await Promise.all(Array.from({ length: 5 }, () => answer(browser, 'sms', typed))))).toBe(1)
  const waiting = await half(app, ana, '203.0.113.8')
  const [prompt] = await waitingPrompts(app, ana.phone)
  if (!prompt) throw new Error('No prompt waits')
  const body = answerTo(ana.phone, prompt, 'confirm', (await viewOf(waiting)).phone?.prompt?.matchCode ?? '')
  expect(accepted(await Promise.all(Array.from({ length: 10 }, () => waiting.post(`/api/phone/prompts/${prompt.id}/answer`, body))))).toBe(
    1,
  )
  expect(accepted(await Promise.all(Array.from({ length: 10 }, () => finish(waiting))))).toBe(1)
})

it('regress/R-55 of parallel uses of one link for a new password one is accepted', async () => {
  const { app, ana } = world
  const { token } = await inPlainTransaction(app.core.db, (tx) =>
    makeLink(app.core, tx, { purpose: 'reset', accountId: ana.id, ttl: minutes(15) }),
  )
  const words = ['otters', 'lamps', 'kettles', 'ladders', 'violins']
  const passwords = words.map((word) => `seven quiet ${word} on a hill`)
  const answers = await Promise.all(passwords.map((password) => app.browser().post('/api/links/reset', { token, password })))
  expect(accepted(answers)).toBe(1)
  const winner = answers.findIndex((one) => one.status === 200)
  for (const [n, password] of passwords.entries())
    expect((await app.browser({ ip: `203.0.113.${n}` }).post('/api/sign-in', { login: ana.login, password })).status).toBe(
      n === winner ? 200 : 401,
    )
})
