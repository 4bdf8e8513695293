import { expect, it } from 'vitest'
import { signInParts } from '../../src/app.ts'
import type { Core } from '../../src/core.ts'
import { inPlainTransaction, inTransaction } from '../../src/db/transaction.ts'
import { answerPrompt } from '../../src/features/phone-prompts/answer-prompt.ts'
import { askPhones } from '../../src/features/phone-prompts/ask-phones.ts'
import { findLatest } from '../../src/features/phone-prompts/phone-prompts.store.ts'
import { matchCodeOf } from '../../src/features/phone-prompts/prompt.ts'
import { recoveryCodeMethod } from '../../src/features/recovery-codes/index.ts'
import { finishSignIn } from '../../src/features/sign-in/finish.ts'
import { confirmSignIn } from '../../src/features/sign-in/index.ts'
import { cookieName } from '../../src/http/cookies.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { type Outcome, refused } from '../../src/kernel/outcome.ts'
import { anotherNode, createTestCore, forEachEngine, makeBrowserRow, makeSignInRow, type TestCore } from '../../src/testing/index.ts'
import { makePerson, type TestPerson } from '../../src/testing/whole.ts'

const callers = 200
const nodesAtOnce = 4

forEachEngine('of 200 parallel callers exactly one wins', (engine) => {
  /** One installation on several nodes, a person, and sign-ins of theirs that wait. */
  async function open(): Promise<{ core: TestCore; nodes: Core[]; ana: TestPerson }> {
    const core = await createTestCore({ database: await engine.open({ shared: true }) })
    const nodes: Core[] = [core]
    for (let n = 1; n < nodesAtOnce; n++) nodes.push(await anotherNode(core, n))
    return { core, nodes, ana: await makePerson(core) }
  }
  const waiting = async (core: TestCore, ana: TestPerson) => {
    const browser = await makeBrowserRow(core)
    return await makeSignInRow(core, { account: ana.id, browser: browser.id })
  }
  const race = async <T>(nodes: Core[], act: (core: Core, n: number) => Promise<T>): Promise<T[]> =>
    await Promise.all(Array.from({ length: callers }, (_, n) => act(nodes[n % nodes.length] as Core, n)))
  const confirmable = (id: string, accountId: string) =>
    ({ id, accountId, purpose: 'sign-in', act: null, params: null, lane: 'other' }) as const

  it('RC-3 using one recovery code, in as many sign-ins', async () => {
    const { core, nodes, ana } = await open()
    const signIns = await Promise.all(Array.from({ length: 20 }, () => waiting(core, ana)))
    const wins = await race(nodes, async (node, n) => {
      const signIn = signIns[n % signIns.length]
      if (!signIn) throw new Error('None')
      const checked = await recoveryCodeMethod.check?.(node, confirmable(signIn.id, ana.id), ana.codes[3] ?? '')
      if (!checked?.ok) return false
      const outcome = await inTransaction<Outcome>(node.db, async (tx) => {
        const confirmation = await checked.spend(tx)
        if (!confirmation) throw new Refusal(refused('code_not_accepted'))
        await confirmSignIn(node, tx, { signIn: signIn.id, account: ana.id, method: 'recovery-code', confirmation })
        return { ok: true }
      })
      return outcome.ok
    })
    expect(wins.filter(Boolean)).toHaveLength(1)
    const confirmed = await core.db.selectFrom('sign_in').select('id').where('state', '=', 'confirmed').execute()
    expect(confirmed).toHaveLength(1)
  })

  it('SI-4 answering one prompt', async () => {
    const { core, nodes, ana } = await open()
    const signIn = await waiting(core, ana)
    await inPlainTransaction(core.db, (tx) => askPhones(core, tx, confirmable(signIn.id, ana.id)))
    const prompt = await findLatest(core.db, signIn.id)
    if (!prompt) throw new Error('No prompt')
    const said = {
      prompt: prompt.id,
      subject: signIn.id,
      purpose: 'sign-in',
      act: '',
      params: '{}',
      matchCode: matchCodeOf(core.secrets, prompt.id, prompt.digits),
      decision: 'confirm',
    } as const
    const answer = { prompt: prompt.id, ...ana.phone.answer(said) }
    const outcomes = await race(nodes, (node) => answerPrompt(node, answer))
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
  })

  it('SI-12 finishing one sign-in', async () => {
    const { core, nodes, ana } = await open()
    const browser = await makeBrowserRow(core)
    const signIn = await makeSignInRow(
      core,
      { account: ana.id, browser: browser.id },
      { state: 'confirmed', method: 'phone', device_id: ana.phone.id },
    )
    const visitor = {
      ip: '203.0.113.7',
      network: '203.0.113.7',
      agent: 'Chrome',
      cookies: { [cookieName(core.config, 'sign-in')]: signIn.token },
    }
    const outcomes = await race(nodes, (node) => finishSignIn(node, signInParts, visitor))
    expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
    expect(await core.db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })

  it('SI-6 asking for the fifth prompt in ten minutes, from as many sign-ins', async () => {
    const { core, nodes, ana } = await open()
    const signIns = await Promise.all(Array.from({ length: 30 }, () => waiting(core, ana)))
    await Promise.all(
      signIns.map((signIn, n) => {
        const node = nodes[n % nodes.length] as Core
        return inPlainTransaction(node.db, (tx) => askPhones(node, tx, confirmable(signIn.id, ana.id)))
      }),
    )
    expect(await core.db.selectFrom('prompt').select('id').execute()).toHaveLength(5)
  })
})
