import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours } from '../../kernel/clock.ts'
import {
  createTestCore,
  forEachEngine,
  makeAccountRow,
  makeBrowserRow,
  makeKnownBrowserRow,
  makeSignInRow,
  type TestCore,
} from '../../testing/index.ts'
import { closeCase, openCase } from '../recovery-requests/index.ts'
import { endWaitingCases, goOnWithoutRequest, listCases, listRequests, moveReason } from './cases.store.ts'
import { countFailedPrompts, countWrongCodes, knownSince, messagesSince } from './evidence.store.ts'
import {
  approvalTimes,
  countCallerTry,
  endAnswers,
  findAnswer,
  insertAnswer,
  listAnswers,
  listApprovalsOf,
  listQuestions,
  renewApproval,
  setAccount,
  setApproved,
  setCallerOk,
  setContact,
  setDeclined,
  setManagerAnswer,
} from './recovery-answers.store.ts'

const given = { note: 'Known', fate: 'left', number_in_it: 0, hours: 24, scope: 'next-browser' } as const

forEachEngine('answers as they are kept', (engine) => {
  async function open() {
    const core = await createTestCore({ database: await engine.open() })
    const account = (await makeAccountRow(core, { name: 'Ana' })).id
    const approver = (await makeAccountRow(core, { name: 'Ada' })).id
    const manager = (await makeAccountRow(core)).id
    const opened = await inPlainTransaction(core.db, (tx) => openCase(core, tx, { account, kind: 'desk', openedBy: approver }))
    return { core, account, approver, manager, caseId: opened.case, now: core.clock.now() }
  }
  const inTx = <T>(core: TestCore, work: Parameters<typeof inPlainTransaction<T>>[1]) => inPlainTransaction(core.db, work)
  const begin = (core: TestCore, q: { caseId: string; approver: string }, id = 'ans_1') =>
    inTx(core, (tx) =>
      insertAnswer(tx, { id, caseId: q.caseId, key: q.caseId, request: null, approver: q.approver, now: core.clock.now() }),
    )

  it('one of each approver for each request, begun once', async () => {
    const { core, approver, caseId } = await open()
    await begin(core, { caseId, approver })
    await begin(core, { caseId, approver }, 'ans_2')
    expect((await listAnswers(core.db, caseId)).map((row) => row.id)).toEqual(['ans_1'])
    expect(await findAnswer(core.db, caseId, approver)).toMatchObject({ decision: null, caller_tries: 0 })
  })

  it('each step is written once and in its turn', async () => {
    const { core, approver, caseId, now } = await open()
    await begin(core, { caseId, approver })
    const contact = { id: 'ans_1', kind: 'in-person', detail: '{}', at: now, manager: null, now } as const
    await inTx(core, async (tx) => {
      expect(await setAccount(tx, { id: 'ans_1', agrees: true, now }), 'before the contact').toBe(false)
      expect(await setApproved(tx, { id: 'ans_1', now, ...given }), 'before the steps').toBe(false)
      expect(await setContact(tx, contact)).toBe(true)
      expect(await setContact(tx, contact)).toBe(false)
      expect(await setAccount(tx, { id: 'ans_1', agrees: true, now })).toBe(true)
      expect(await setAccount(tx, { id: 'ans_1', agrees: false, now })).toBe(false)
    })
    for (let n = 0; n < 5; n++) expect(await countCallerTry(core.db, 'ans_1', 5)).toBe(true)
    expect(await countCallerTry(core.db, 'ans_1', 5)).toBe(false)
    await inTx(core, async (tx) => {
      expect(await setCallerOk(tx, 'ans_1', now)).toBe(true)
      expect(await setCallerOk(tx, 'ans_1', now)).toBe(false)
      expect(await renewApproval(tx, { id: 'ans_1', now })).toBe(false)
      expect(await setApproved(tx, { id: 'ans_1', now, ...given })).toBe(true)
      expect(await setApproved(tx, { id: 'ans_1', now, ...given })).toBe(false)
      expect(await renewApproval(tx, { id: 'ans_1', now: now + 1 })).toBe(true)
    })
    expect(await approvalTimes(core.db, approver, now - hours(1))).toEqual([now + 1])
    await inTx(core, async (tx) => {
      expect(await setDeclined(tx, { id: 'ans_1', now, reason: 'After all' })).toBe(true)
      expect(await setDeclined(tx, { id: 'ans_1', now, reason: 'Twice' })).toBe(false)
    })
    expect(await approvalTimes(core.db, approver, now - hours(1))).toEqual([])
  })

  it('the manager is asked while the case is open, and answers once', async () => {
    const { core, account, approver, manager, caseId, now } = await open()
    await begin(core, { caseId, approver })
    await inTx(core, (tx) => setContact(tx, { id: 'ans_1', kind: 'manager', detail: '{}', at: null, manager, now }))
    expect(await listQuestions(core.db, manager)).toMatchObject([
      { id: 'ans_1', name: 'Ana', asker: 'Ada', account_id: account, request_state: null },
    ])
    expect(await listQuestions(core.db, approver)).toEqual([])
    await inTx(core, async (tx) => {
      expect(await setManagerAnswer(tx, { id: 'ans_1', manager: approver, agrees: true, now })).toBe(false)
      expect(await setManagerAnswer(tx, { id: 'ans_1', manager, agrees: true, now })).toBe(true)
      expect(await setManagerAnswer(tx, { id: 'ans_1', manager, agrees: false, now })).toBe(false)
    })
    expect(await findAnswer(core.db, caseId, approver)).toMatchObject({ contact_at: now, manager_agrees: 1 })
    expect(await listQuestions(core.db, manager)).toEqual([])
  })

  it('what was ended takes no step any more', async () => {
    const { core, approver, caseId, now } = await open()
    await begin(core, { caseId, approver })
    await inTx(core, async (tx) => {
      await endAnswers(tx, caseId, now)
      expect(await setContact(tx, { id: 'ans_1', kind: 'in-person', detail: '{}', at: now, manager: null, now })).toBe(false)
    })
    expect(await countCallerTry(core.db, 'ans_1', 5)).toBe(false)
  })

  it('the approvals of an account’s other cases, for the other half', async () => {
    const { core, account, approver, caseId, now } = await open()
    await begin(core, { caseId, approver })
    const done = { contact_at: now, account_agrees: 1 as const, decision: 'approved' as const, decided_at: now }
    await core.db.updateTable('recovery_approval').set(done).execute()
    const others = (since = now - 1) => listApprovalsOf(core.db, { account, but: 'cas_new', since })
    expect(await others(), 'still open').toEqual([])
    await inTx(core, (tx) => closeCase(core, tx, { case: caseId, reason: 'waits' }))
    expect(await others()).toMatchObject([{ approver_id: approver, kind: 'desk', request_id: null }])
    expect(await others(now)).toEqual([])
    expect(await listApprovalsOf(core.db, { account, but: caseId, since: 0 })).toEqual([])
  })

  it('cases: listed, gone on with, and their reason moved once', async () => {
    const { core, account, caseId, now } = await open()
    const other = (await makeAccountRow(core)).id
    const asked = await inTx(core, (tx) => openCase(core, tx, { account: other, kind: 'request', openedBy: null }))
    expect((await listCases(core.db, now)).map((row) => row.id).toSorted()).toEqual([caseId, asked.case].toSorted())
    await inTx(core, (tx) => goOnWithoutRequest(tx, asked.case))
    await inTx(core, (tx) => closeCase(core, tx, { case: caseId, reason: 'waits' }))
    expect((await listCases(core.db, now)).map((row) => [row.id, row.kind])).toEqual([[asked.case, 'desk']])
    expect(await listCases(core.db, now - days(1))).toHaveLength(2)
    expect(await listRequests(core.db, caseId)).toEqual([])
    await inTx(core, (tx) => endWaitingCases(tx, { account, reason: 'password-changed', passwordOnly: true }))
    await inTx(core, async (tx) => {
      expect(await moveReason(tx, { id: caseId, from: 'waits', to: 'approved' }), 'no password case: untouched').toBe(true)
      expect(await moveReason(tx, { id: caseId, from: 'waits', to: 'approved' })).toBe(false)
    })
  })

  it('evidence: known browsers, wrong codes, failed prompts, messages', async () => {
    const { core, account, now } = await open()
    const browser = await makeBrowserRow(core)
    expect(await knownSince(core.db, browser.id, account)).toBeUndefined()
    await makeKnownBrowserRow(core, browser.id, account, { known_since: 5 })
    expect(await knownSince(core.db, browser.id, account)).toBe(5)
    const event = {
      sign_in_id: null,
      session_id: null,
      method: null,
      device_id: null,
      browser_id: null,
      known_browser: 0,
      ip: '',
      agent: '',
    } as const
    for (const [id, result, at] of [
      ['a', 'wrong-code', now],
      ['b', 'wrong-code', now - hours(25)],
      ['c', 'wrong-password', now],
    ] as const)
      await core.db
        .insertInto('login_event')
        .values({ id, account_id: account, result, at, ...event })
        .execute()
    const window = { account, from: now - hours(24), to: now }
    expect(await countWrongCodes(core.db, window)).toBe(1)
    const prompt = {
      account_id: account,
      lane: 'other',
      tries: 0,
      digits: 3,
      scan_only: 0,
      device_id: null,
      seen_at: null,
      answered_at: null,
    } as const
    for (const [id, state, expires] of [
      ['p1', 'denied', now + 1],
      ['p2', 'open', now],
      ['p3', 'open', now + 1],
      ['p4', 'confirmed', now],
    ] as const) {
      const signIn = await makeSignInRow(core, { account, browser: browser.id })
      await core.db
        .insertInto('prompt')
        .values({ id, sign_in_id: signIn.id, state, created_at: now, expires_at: expires, ...prompt })
        .execute()
    }
    expect(await countFailedPrompts(core.db, { ...window, now })).toBe(2)
    expect(await messagesSince(core.db, account, now)).toEqual({ sentAt: undefined, waiting: false })
    const message = {
      kind: 'mail',
      account_id: account,
      device_id: null,
      payload_sealed: null,
      due_at: now,
      ends_at: now,
      attempts: 0,
      lease_until: 0,
    } as const
    const unsent = { sent_at: null, failed_at: null, error_code: null }
    await core.db
      .insertInto('outbox')
      .values({ id: 'o1', dedupe: 'o1', created_at: now, ...message, ...unsent })
      .execute()
    expect(await messagesSince(core.db, account, now)).toEqual({ sentAt: undefined, waiting: true })
    await core.db
      .insertInto('outbox')
      .values({ id: 'o2', dedupe: 'o2', created_at: now, ...message, ...unsent, sent_at: now + 3 })
      .execute()
    expect(await messagesSince(core.db, account, now)).toEqual({ sentAt: now + 3, waiting: true })
  })
})
