import type { ApproveStep } from '@sparekey/protocol/cases'
import { expect, it } from 'vitest'
import { inPlainTransaction, inTransaction } from '../../src/db/transaction.ts'
import { getAccount } from '../../src/features/accounts/index.ts'
import { spendKit } from '../../src/features/break-glass/index.ts'
import { approveRecovery } from '../../src/features/recovery-answers/approve-recovery.ts'
import { checkCallerCode } from '../../src/features/recovery-answers/check-caller-code.ts'
import { declineRecovery } from '../../src/features/recovery-answers/decline-recovery.ts'
import { answerAsManager } from '../../src/features/recovery-answers/manager-questions.ts'
import { openDeskCase } from '../../src/features/recovery-answers/open-desk-case.ts'
import { showAccessCode } from '../../src/features/recovery-answers/show-access-code.ts'
import { tellOfRecovery } from '../../src/features/recovery-notices/index.ts'
import type { CurrentSession } from '../../src/http/route.ts'
import { hours } from '../../src/kernel/clock.ts'
import { newId } from '../../src/kernel/random.ts'
import {
  forEachEngine,
  makeAccountRow,
  makeBrowserRow,
  makeEmailRow,
  makeSessionRow,
  makeSignInRow,
  makeTrustedPhone,
  type TestCore,
} from '../../src/testing/index.ts'
import { confirmed, openNodes, race } from './stage.ts'

const callers = 200
const ip = '203.0.113.7'

forEachEngine('answers to recoveries: of many parallel callers exactly one wins', (engine) => {
  const open = () => openNodes(engine)
  const codesOf = (outcomes: object[]): Record<string, number> => {
    const counts: Record<string, number> = {}
    for (const one of outcomes as { ok?: boolean; code?: string; state?: string }[]) {
      const name = one.ok === false ? (one.code ?? '') : (one.state ?? 'ok')
      counts[name] = (counts[name] ?? 0) + 1
    }
    return counts
  }

  async function somebody(core: TestCore, given: Parameters<typeof makeAccountRow>[1] = {}): Promise<string> {
    const { id } = await makeAccountRow(core, { two_factor_since: 1, ...given })
    await makeTrustedPhone(core, id)
    await makeEmailRow(core, id)
    return id
  }
  async function sessionOf(core: TestCore, account: string): Promise<CurrentSession> {
    const browser = await makeBrowserRow(core)
    const row = await makeSessionRow(core, { account, browser: browser.id })
    const rest = { access: 'full', role: 'admin', suspensionId: null, startedAs: 'password', weakUntil: 0 } as const
    return {
      id: row.id,
      accountId: account,
      browserId: browser.id,
      createdAt: core.clock.now(),
      expiresAt: core.clock.now() + 3_600_000,
      ...rest,
    }
  }
  const approver = async (core: TestCore): Promise<CurrentSession> => await sessionOf(core, await somebody(core, { role: 'admin' }))

  const approval = (request?: string): ApproveStep => ({
    ...(request ? { request } : {}),
    note: 'Known for years',
    fate: 'left',
    numberInIt: false,
    hours: 24,
    scope: request ? 'this-browser' : 'next-browser',
  })
  const paramsOf = (id: string, body: ApproveStep) => ({
    case: id,
    gives: 'suspension',
    request: body.request ?? '',
    fate: body.fate,
    numberInIt: 'no',
    hours: '24',
    scope: body.scope,
    note: body.note,
  })

  /** A request of an account, waiting in a browser. */
  async function request(core: TestCore, account: string) {
    const browser = await makeBrowserRow(core)
    const signIn = await makeSignInRow(core, { account, browser: browser.id }, { state: 'requested' })
    const now = core.clock.now()
    const id = newId(core.random, 'req')
    const caseId = newId(core.random, 'cas')
    const opened = { opened_at: now, opened_by: null, closed_at: null, closed_reason: null }
    await core.db
      .insertInto('recovery_case')
      .values({ id: caseId, account_id: account, kind: 'request', ...opened })
      .execute()
    const about = { browser_id: browser.id, sign_in_id: signIn.id, digest: id, shared: 0, message: '', known_browser: 1 } as const
    const from = {
      ip: '203.0.113.99',
      agent: 'Chrome',
      evidence: '{}',
      state: 'open',
      disputed: 0,
      created_at: now,
      expires_at: now + hours(72),
    } as const
    const rest = { decided_at: null, decided_by: null, reason: null }
    await core.db
      .insertInto('recovery_request')
      .values({ id, case_id: caseId, account_id: account, ...about, ...from, ...rest })
      .execute()
    await inPlainTransaction(core.db, (tx) => tellOfRecovery(core, tx, { account, kind: 'recovery-requested' }))
    return { id, caseId }
  }
  /** An answer with its steps done, up to the decision. */
  async function stepsDone(
    core: TestCore,
    who: CurrentSession,
    q: { caseId: string; request?: string },
    given: object = {},
  ): Promise<string> {
    const at = core.clock.now()
    const id = newId(core.random, 'ans')
    const contact = { contact_kind: 'in-person', contact_detail: '{"words":"x"}', contact_at: at } as const
    const manager = { manager_id: null, manager_asked_at: null, manager_answered_at: null, manager_agrees: null }
    const checked = { account_agrees: 1, account_at: at, caller_tries: 1, caller_ok_at: at } as const
    const undecided = {
      decision: null,
      decided_at: null,
      note: null,
      fate: null,
      number_in_it: null,
      hours: null,
      scope: null,
      ended_at: null,
    }
    const key = { case_id: q.caseId, answer_key: q.request ?? q.caseId, request_id: q.request ?? null, approver_id: who.accountId }
    await core.db
      .insertInto('recovery_approval')
      .values({ id, ...key, started_at: at, ...contact, ...manager, ...checked, ...undecided, ...given })
      .execute()
    return id
  }
  async function desk(core: TestCore, who: CurrentSession, account: string): Promise<string> {
    const opened = await openDeskCase(core, { session: who, ip, account, kind: 'desk' })
    if (!('case' in opened)) throw new Error(opened.code)
    return opened.case
  }

  it('RR-5 approving one request, by one approver', async () => {
    const { core, nodes } = await open()
    const ana = await somebody(core)
    const who = await approver(core)
    const asked = await request(core, ana)
    await stepsDone(core, who, { caseId: asked.caseId, request: asked.id })
    await confirmed(core, who, { act: 'approve-recovery', params: paramsOf(asked.caseId, approval(asked.id)), times: callers })
    const outcomes = await race(nodes, callers, (node) =>
      approveRecovery(node, { session: who, ip, case: asked.caseId, given: approval(asked.id) }),
    )
    expect(codesOf(outcomes)).toEqual({ 'in-force': 1, case_over: callers - 1 })
    expect(await core.db.selectFrom('suspension').select('account_id').execute()).toEqual([{ account_id: ana }])
    const spent = await core.db.selectFrom('session_event').select('id').where('spent_at', 'is not', null).execute()
    expect(spent, 'the others used no confirmation up').toHaveLength(1)
  })

  it('RR-6 two approvers at once, for an administrator: one suspension', async () => {
    const { core, nodes } = await open()
    const carl = await somebody(core, { role: 'admin' })
    const both = [await approver(core), await approver(core)] as const
    const asked = await request(core, carl)
    for (const who of both) {
      await stepsDone(core, who, { caseId: asked.caseId, request: asked.id })
      await confirmed(core, who, { act: 'approve-recovery', params: paramsOf(asked.caseId, approval(asked.id)), times: callers })
    }
    const outcomes = await race(nodes, callers, (node, n) =>
      approveRecovery(node, { session: both[n % 2] as CurrentSession, ip, case: asked.caseId, given: approval(asked.id) }),
    )
    expect(codesOf(outcomes)).toMatchObject({ 'needs-second': 1, 'in-force': 1 })
    expect(await core.db.selectFrom('suspension').select('id').execute()).toHaveLength(1)
    const approved = await core.db.selectFrom('recovery_approval').select('approver_id').where('decision', '=', 'approved').execute()
    expect(new Set(approved.map((one) => one.approver_id)).size).toBe(2)
  })

  it('RR-8 approving at the desk: one access code', async () => {
    const { core, nodes } = await open()
    const ana = await somebody(core)
    const who = await approver(core)
    const id = await desk(core, who, ana)
    await stepsDone(core, who, { caseId: id })
    await confirmed(core, who, { act: 'approve-recovery', params: paramsOf(id, approval()), times: callers })
    const outcomes = await race(nodes, callers, (node) => approveRecovery(node, { session: who, ip, case: id, given: approval() }))
    expect(codesOf(outcomes)).toEqual({ 'in-force': 1, case_over: callers - 1 })
    expect(await core.db.selectFrom('access_code').select('id').execute()).toHaveLength(1)
  })

  it('RR-6 an approval and a decline: one of them holds', async () => {
    const { core, nodes } = await open()
    const ana = await somebody(core)
    const [yes, no] = [await approver(core), await approver(core)]
    const asked = await request(core, ana)
    await stepsDone(core, yes, { caseId: asked.caseId, request: asked.id })
    await confirmed(core, yes, { act: 'approve-recovery', params: paramsOf(asked.caseId, approval(asked.id)), times: callers })
    await race(nodes, 40, async (node, n) =>
      n % 2
        ? await approveRecovery(node, { session: yes, ip, case: asked.caseId, given: approval(asked.id) })
        : await declineRecovery(node, { session: no, ip, to: { case: asked.caseId, request: asked.id }, reason: 'No' }),
    )
    const { state } = await core.db.selectFrom('recovery_request').select('state').executeTakeFirstOrThrow()
    const granted = await core.db.selectFrom('suspension').select('id').execute()
    expect(granted).toHaveLength(state === 'approved' ? 1 : 0)
    expect(['approved', 'declined']).toContain(state)
  })

  it('RR-5 guessing the caller code: five are looked at', async () => {
    const { core, nodes } = await open()
    const ana = await somebody(core)
    const who = await approver(core)
    const asked = await request(core, ana)
    await stepsDone(core, who, { caseId: asked.caseId, request: asked.id }, { caller_tries: 0, caller_ok_at: null })
    const to = { case: asked.caseId, request: asked.id }
    const outcomes = await race(nodes, callers, (node, n) =>
      checkCallerCode(node, { session: who, ip, to, typed: String(n).padStart(6, '0') }),
    )
    expect(codesOf(outcomes).ok).toBeUndefined()
    expect(await core.db.selectFrom('recovery_approval').select(['caller_tries', 'caller_ok_at']).execute()).toEqual([
      { caller_tries: 5, caller_ok_at: null },
    ])
    const wrong = await core.db.selectFrom('audit').select('id').where('act', '=', 'recovery_caller_code_wrong').execute()
    expect(wrong.length).toBeLessThanOrEqual(5)
  })

  it('RR-6 one approver approves for many at once: five in an hour', async () => {
    const { core, nodes } = await open()
    const who = await approver(core)
    const cases: string[] = []
    for (let n = 0; n < 12; n++) {
      const id = await desk(core, who, await somebody(core))
      await stepsDone(core, who, { caseId: id })
      await confirmed(core, who, { act: 'approve-recovery', params: paramsOf(id, approval()), times: 1 })
      cases.push(id)
    }
    const outcomes = await race(nodes, 12, (node, n) =>
      approveRecovery(node, { session: who, ip, case: cases[n] ?? '', given: approval() }),
    )
    expect(codesOf(outcomes)).toEqual({ 'in-force': 5, approvals_paused: 7 })
  })

  it('RR-6 two who answer for each other at the same moment', async () => {
    const { core, nodes } = await open()
    const third = await approver(core)
    const [one, two] = [await approver(core), await approver(core)]
    const about = await Promise.all([one, two].map((who) => request(core, who.accountId)))
    for (const [who, asked] of [
      [one, about[1]],
      [two, about[0]],
    ] as const) {
      await stepsDone(core, who, { caseId: asked?.caseId ?? '', request: asked?.id ?? '' })
      await confirmed(core, who, { act: 'approve-recovery', params: paramsOf(asked?.caseId ?? '', approval(asked?.id)), times: callers })
    }
    const outcomes = await race(nodes, callers, (node, n) => {
      const [who, asked] = n % 2 ? [one, about[1]] : [two, about[0]]
      return approveRecovery(node, { session: who, ip, case: asked?.caseId ?? '', given: approval(asked?.id) })
    })
    expect(codesOf(outcomes)).toEqual({ 'needs-second': 2, step_not_open: callers - 2 })
    expect(third.accountId).not.toBe(one.accountId)
  })

  it('RR-8 showing an access code after the wait', async () => {
    const { core, nodes } = await open()
    const carl = await somebody(core, { role: 'admin' })
    const who = await approver(core)
    const id = await desk(core, who, carl)
    await stepsDone(core, who, { caseId: id })
    await confirmed(core, who, { act: 'approve-recovery', params: paramsOf(id, approval()), times: 1 })
    const given = await approveRecovery(core, { session: who, ip, case: id, given: approval() })
    expect(given).toMatchObject({ state: 'waits' })
    core.clock.advance(hours(24))
    await confirmed(core, who, { act: 'show-access-code', params: { case: id }, times: callers })
    const outcomes = await race(nodes, callers, (node) => showAccessCode(node, { session: who, ip, case: id }))
    expect(codesOf(outcomes)).toEqual({ 'in-force': 1, case_over: callers - 1 })
    expect(await core.db.selectFrom('access_code').select('id').execute()).toHaveLength(1)
  })

  it('RR-7 opening a case without a request', async () => {
    const { core, nodes } = await open()
    const ana = await somebody(core)
    const who = await approver(core)
    const outcomes = await race(nodes, callers, (node) => openDeskCase(node, { session: who, ip, account: ana, kind: 'desk' }))
    expect(outcomes.filter((one) => 'existing' in one && !one.existing)).toHaveLength(1)
    expect(await core.db.selectFrom('recovery_case').select('id').execute()).toHaveLength(1)
  })

  it('RR-5 the manager’s word', async () => {
    const { core, nodes } = await open()
    const mia = await sessionOf(core, await somebody(core))
    const ana = await somebody(core, { manager_id: mia.accountId })
    const who = await approver(core)
    const asked = await request(core, ana)
    const waiting = { contact_kind: 'manager', contact_at: null, manager_id: mia.accountId, manager_asked_at: core.clock.now() }
    const question = await stepsDone(
      core,
      who,
      { caseId: asked.caseId, request: asked.id },
      { ...waiting, account_agrees: null, account_at: null },
    )
    const outcomes = await race(nodes, callers, (node, n) => answerAsManager(node, { session: mia, ip, question, agrees: n % 2 === 0 }))
    expect(codesOf(outcomes)).toEqual({ ok: 1, not_found: callers - 1 })
  })

  it('RR-11 using the break-glass kit', async () => {
    const { core, nodes } = await open()
    const ada = await getAccount(core.db, await somebody(core, { role: 'admin' }))
    const kit = 'ABCDEFGH0123456789JKMNPQRSTV'
    const row = { id: 'kit_1', digest: core.secrets.digest('break-glass', kit), made_at: 1, made_for: ada.id }
    await core.db
      .insertInto('break_glass_kit')
      .values({ ...row, ended_at: null, used_at: null, tested_at: null })
      .execute()
    const used = await race(nodes, callers, (node) =>
      inTransaction(node.db, (tx) => spendKit(node, tx, { account: ada, typed: kit, from: { ip } })),
    )
    expect(used.filter((one) => one === true)).toHaveLength(1)
  })
})
