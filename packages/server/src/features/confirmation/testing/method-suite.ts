import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minutes, seconds } from '../../../kernel/clock.ts'
import type { Outcome } from '../../../kernel/outcome.ts'
import {
  createTestCore,
  makeAccountRow,
  makeBrowserRow,
  makeSignInRow,
  openTestDatabase,
  type TestCore,
  testSms,
} from '../../../testing/index.ts'

/** A sign-in that waits, as a test holds it. */
export type WaitingSignIn = Awaited<ReturnType<typeof makeSignInRow>>

/** One person's means of a method: a phone in the hand, a sheet of codes. */
export interface Means {
  /** What would confirm this sign-in now. Each call gives an answer that was not used before. */
  rightAnswer(signIn: WaitingSignIn): Promise<unknown>
  /** Something of the right form that is wrong. */
  wrongAnswer(signIn: WaitingSignIn): Promise<unknown>
}

/** What the suite needs to know of a method. */
export interface MethodUnderTest {
  /** Typed on the page, so under the shared count of SI-10. */
  typed: boolean
  /** Gives the account the method. */
  give(core: TestCore, account: string): Promise<Means>
  /** Answers as the browser or phone would. */
  answer(core: TestCore, signIn: WaitingSignIn, answer: unknown): Promise<Outcome>
  /** Puts odd text where the code goes. */
  odd(signIn: WaitingSignIn, text: string, means: Means): Promise<unknown>
  /** Makes a part that the method needs fail. */
  breakParts(core: TestCore): void
}

const oddTexts = [
  '',
  ' ',
  '0',
  '000000',
  'null',
  '٠١٢٣٤٥٦٧',
  '𝟘𝟙𝟚',
  "' or 1=1 --",
  '\u0000',
  'x'.repeat(200),
  '{"$ne":1}',
  '-1',
  '1e5',
  '＋１',
]

/** The promises that every method keeps (DESIGN §2). A new method is done when it passes. */
export function methodSuite(name: string, method: MethodUnderTest): void {
  describe(`${name} keeps the contract of a method`, () => {
    let core: TestCore
    let owner: Awaited<ReturnType<typeof makeAccountRow>>
    let means: Means
    let signIn: WaitingSignIn

    const newSignIn = async (account: string): Promise<WaitingSignIn> => {
      const browser = await makeBrowserRow(core)
      return await makeSignInRow(core, { account, browser: browser.id })
    }
    const stateOf = async (one: WaitingSignIn) =>
      (await core.db.selectFrom('sign_in').select('state').where('id', '=', one.id).executeTakeFirstOrThrow()).state

    beforeEach(async () => {
      core = await createTestCore({ database: await openTestDatabase('sqlite', { shared: true }), config: { sms: testSms } })
      owner = await makeAccountRow(core, { two_factor_since: core.clock.now() - 1 })
      means = await method.give(core, owner.id)
      signIn = await newSignIn(owner.id)
    })
    afterEach(() => core.close())

    it('a right answer confirms its sign-in and no other', async () => {
      const other = await newSignIn(owner.id)
      expect(await method.answer(core, signIn, await means.rightAnswer(signIn))).toMatchObject({ ok: true })
      expect(await stateOf(signIn)).toBe('confirmed')
      expect(await stateOf(other)).toBe('waiting')
    })

    it('a right answer is good once: not again for this sign-in, not for the next', async () => {
      const answer = await means.rightAnswer(signIn)
      await method.answer(core, signIn, answer)
      const next = await newSignIn(owner.id)
      expect(await method.answer(core, signIn, answer)).toMatchObject({ ok: false })
      expect(await method.answer(core, next, answer)).toMatchObject({ ok: false })
      expect(await stateOf(next)).toBe('waiting')
    })

    it('of parallel uses of one right answer exactly one succeeds', async () => {
      const answer = await means.rightAnswer(signIn)
      const outcomes = await Promise.all(Array.from({ length: 4 }, () => method.answer(core, signIn, answer)))
      expect(outcomes.filter((one) => one.ok)).toHaveLength(1)
      const confirmed = await core.db.selectFrom('audit').select('id').where('act', '=', 'sign_in_confirmed').execute()
      expect(confirmed).toHaveLength(1)
    })

    it('SI-11 ten minutes after the password nothing confirms', async () => {
      const answer = await means.rightAnswer(signIn)
      core.clock.advance(minutes(10))
      expect(await method.answer(core, signIn, answer)).toMatchObject({ ok: false })
      expect(await stateOf(signIn)).toBe('waiting')
    })

    it("another account's means confirm nothing here", async () => {
      const stranger = await makeAccountRow(core, { two_factor_since: core.clock.now() - 1 })
      const strange = await method.give(core, stranger.id)
      const theirs = await newSignIn(stranger.id)
      const answer = await strange.rightAnswer(theirs)
      await method.answer(core, signIn, answer).catch((error: unknown) => expect(error).toMatchObject({ status: 404 }))
      expect(await stateOf(signIn)).toBe('waiting')
    })

    it('empty and odd input is refused and changes nothing', async () => {
      for (const text of oddTexts) {
        const outcome = await method.answer(core, signIn, await method.odd(signIn, text, means))
        expect(outcome.ok, text).toBe(false)
        core.clock.advance(minutes(1) / 10)
      }
      expect(await stateOf(signIn)).toBe('waiting')
    })

    it('SI-10 wrong answers are counted before they are checked, and shared with all typed methods', async () => {
      const right = await means.rightAnswer(signIn)
      const wrong = await means.wrongAnswer(signIn)
      if (!method.typed) {
        // Signed answers are never delayed by the count of typed ones.
        await core.db
          .insertInto('attempt_counter')
          .values({ account_id: owner.id, lane: 'other', in_row: 19, next_at: core.clock.now() + minutes(60), allowed_at: 0 })
          .execute()
        expect(await method.answer(core, signIn, right)).toMatchObject({ ok: true })
        return
      }
      for (let n = 0; n < 5; n++) expect(await method.answer(core, signIn, wrong)).toMatchObject({ code: 'code_not_accepted' })
      expect(await method.answer(core, signIn, right)).toMatchObject({ code: 'too_many_attempts' })
      const again = await newSignIn(owner.id)
      expect(await method.answer(core, again, right)).toMatchObject({ code: 'too_many_attempts' })
      core.clock.advance(seconds(30))
      // What was sent for one sign-in is good there alone: the next one has its own.
      expect(await method.answer(core, again, await means.rightAnswer(again))).toMatchObject({ ok: true })
    })

    it('when its own parts fail it refuses, and nothing is confirmed', async () => {
      const answer = await means.rightAnswer(signIn)
      method.breakParts(core)
      const outcome = await method.answer(core, signIn, answer).catch(() => ({ ok: false }))
      expect(outcome.ok).toBe(false)
      expect(await stateOf(signIn)).toBe('waiting')
    })
  })
}
