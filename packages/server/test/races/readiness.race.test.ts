import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../src/db/transaction.ts'
import { practiceLife, practiceTries } from '../../src/features/practice/practice-view.ts'
import { beginPractice, finishPractice, tryInPractice } from '../../src/features/practice/practise.ts'
import { askToPrepare } from '../../src/features/readiness/ask-to-prepare.ts'
import { makeCodeSet, saveCodeSet } from '../../src/features/recovery-codes/index.ts'
import type { CurrentSession } from '../../src/http/route.ts'
import { newId } from '../../src/kernel/random.ts'
import { forEachEngine, makeAccountRow, type TestCore } from '../../src/testing/index.ts'
import { openNodes, race, somebodyIn } from './stage.ts'

const callers = 200
const ip = '203.0.113.7'

forEachEngine('readiness under 200 parallel callers', (engine) => {
  async function open(role: 'member' | 'admin' = 'member') {
    const { core, nodes } = await openNodes(engine)
    const { session, phone } = await somebodyIn(core, { role })
    return { core, nodes, account: session.accountId, phone, session }
  }
  async function rehearsal(core: TestCore, session: CurrentSession): Promise<void> {
    const now = core.clock.now()
    const times = { started_at: now, expires_at: now + practiceLife, finished_at: null }
    const results = { tries: 0, code_result: null, verification_result: null, passed: 0 } as const
    const id = newId(core.random, 'prc')
    await core.db
      .insertInto('practice')
      .values({ id, account_id: session.accountId, session_id: session.id, ...times, ...results })
      .execute()
  }
  async function codes(core: TestCore, account: string): Promise<string[]> {
    const made = await makeCodeSet(core, { accountId: account, weakUntil: 0 })
    await inPlainTransaction(core.db, (tx) => saveCodeSet(core, tx, { accountId: account, set: made.set }))
    return made.codes
  }

  it('RR-12 of wrong answers in one rehearsal four are checked, and each of these counts', async () => {
    const { core, nodes, account, session } = await open()
    await codes(core, account)
    await rehearsal(core, session)
    const answers = await race(nodes, callers, (node) =>
      tryInPractice(node, { session, ip, part: 'recovery-code', typed: 'AAAA-AAAA-AAAA-AAAA' }),
    )
    const refusals = answers.map((one) => (one.ok ? 'right' : one.code))
    expect(refusals.filter((code) => code === 'code_not_accepted')).toHaveLength(practiceTries)
    expect(new Set(refusals)).toEqual(new Set(['code_not_accepted', 'practice_over']))
    expect(await core.db.selectFrom('attempt').selectAll().execute()).toHaveLength(practiceTries)
    expect(await core.db.selectFrom('attempt_counter').select('in_row').execute()).toEqual([{ in_row: practiceTries }])
  })

  it('RR-12 right answers, however many at once, leave the count of wrong ones and the codes as they were', async () => {
    const { core, nodes, account, session } = await open()
    const [code = ''] = await codes(core, account)
    await rehearsal(core, session)
    const answers = await race(nodes, callers, (node) => tryInPractice(node, { session, ip, part: 'recovery-code', typed: code }))
    expect(answers.filter((one) => one.ok).length).toBeGreaterThan(0)
    expect(await core.db.selectFrom('attempt').select('id').where('wrong', '=', 1).execute()).toEqual([])
    expect(await core.db.selectFrom('attempt_counter').select('in_row').execute()).toEqual([{ in_row: 0 }])
    expect(await core.db.selectFrom('practice').select('tries').execute()).toEqual([{ tries: 0 }])
    expect(await core.db.selectFrom('recovery_code').select('id').where('spent_at', 'is not', null).execute()).toEqual([])
  })

  it('one confirmation begins one rehearsal, and one rehearsal is finished once', async () => {
    const { core, nodes, session } = await open()
    const now = core.clock.now()
    const given = { act: 'practise', act_params: '{}', method: 'phone', device_id: null, weak_until: 0, at: now, spent_at: null }
    const event = {
      id: newId(core.random, 'evt'),
      session_id: session.id,
      sign_in_id: newId(core.random, 'sin'),
      ...given,
      expires_at: now + 300_000,
    }
    await core.db.insertInto('session_event').values(event).execute()
    const begun = await race(nodes, callers, (node) => beginPractice(node, { session, ip }))
    expect(begun.filter((one) => one.ok)).toHaveLength(1)
    await core.db.updateTable('practice').set({ verification_result: 'right' }).execute()
    const finished = await race(nodes, callers, (node) => finishPractice(node, { session, ip }))
    expect(finished.filter((one) => one.ok)).toHaveLength(1)
  })

  it('somebody is asked to prepare once, by however many administrators', async () => {
    const { core, nodes, session } = await open('admin')
    const asked = (await makeAccountRow(core, { two_factor_since: 1 })).id
    const answers = await race(nodes, callers, (node) => askToPrepare(node, session, { account: asked, ip }))
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(await core.db.selectFrom('notice').selectAll().execute()).toHaveLength(1)
  })
})
