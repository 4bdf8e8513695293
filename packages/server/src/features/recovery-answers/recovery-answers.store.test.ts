import { expect, it } from 'vitest'
import { inPlainTransaction } from '../../db/transaction.ts'
import { days, hours } from '../../kernel/clock.ts'
import { createTestCore, forEachEngine, makeAccountRow, type TestCore } from '../../testing/index.ts'
import { closeCase, openCase } from '../recovery-requests/index.ts'
import { endWaitingCases, goOnWithoutRequest, listCases, listRequests, moveReason } from './cases.store.ts'
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
})
