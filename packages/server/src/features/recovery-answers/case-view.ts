import type { CaseEvent, CaseView, MyAnswer } from '@sparekey/protocol/cases'
import type { Static } from 'typebox'
import type { Core } from '../../core.ts'
import type { CurrentSession } from '../../http/route.ts'
import { placesOf } from '../../http/visitor.ts'
import { notFound } from '../../kernel/errors.ts'
import { findAccount, resetAddresses } from '../accounts/index.ts'
import { evidenceOfAccount, evidenceOfRequest } from '../case-evidence/index.ts'
import { caseHistory } from '../case-history/index.ts'
import { groupsOf } from '../groups/index.ts'
import { numbersAsOf } from '../phone-numbers/index.ts'
import { findCase, type RequestRow, stateNow } from '../recovery-requests/index.ts'
import { stopsSince } from '../recovery-stops/index.ts'
import { mayBeAnyBrowser, mostBrowsers, suspensionBrowsers } from '../suspensions/index.ts'
import { pausedUntil, togetherWithin } from './agreement.ts'
import { callerTries } from './answer-step.ts'
import { agreeingFor, type CaseState, readCase, stepNow, viewerOf } from './case-state.ts'
import { contactsThatCount, noteText, readNote } from './contacts.ts'
import { earlierCases } from './earlier-cases.ts'
import { managerOnRecord, onRecordFor } from './manager-on-record.ts'
import { isOpen } from './open-request.ts'
import { type AnswerRow, approvalTimes } from './recovery-answers.store.ts'

/** A case, as somebody who may answer sees it (RR-4): red flags, evidence, contact data of 7 days ago, where everybody's answer stands,
 * and everything that happened. */
export async function caseView(core: Core, q: { session: CurrentSession; ip: string; case: string }): Promise<Static<typeof CaseView>> {
  const { db } = core
  const now = core.clock.now()
  const row = await findCase(db, q.case)
  const found = row && (await readCase(core, db, row, { viewer: q.session.accountId, ip: q.ip }))
  const viewer = found && viewerOf(found, q.session.accountId)
  if (!found || !viewer) throw notFound()
  const { account } = found
  const history = await caseHistory(db, found.case.id)
  const requests = []
  for (const request of found.requests) requests.push(await requestPart(core, found, request, { viewer: viewer.me.account.id, history }))
  const byCase = found.answers.find((one) => one.answer_key === found.case.id && one.approver_id === viewer.me.account.id)
  const desk = agreeingFor(found, undefined)
  const paused = pausedUntil(await approvalTimes(db, viewer.me.account.id, now - togetherWithin), now)
  const whyNot = viewer.whyNot ?? (paused === undefined ? undefined : 'paused')
  return {
    id: found.case.id,
    kind: found.case.kind,
    state: found.state,
    openedAt: found.case.opened_at,
    ...closing(found),
    account: await accountPart(core, found, q.session.accountId),
    numbers: (await numbersAsOf(core, db, account.id, now - onRecordFor))
      .filter((one) => !one.blocked && !one.held)
      .map(({ id, number, kind }) => ({ id, number, kind })),
    disputed: found.disputed,
    stops: await stopsSince(db, account.id, found.case.opened_at - onRecordFor),
    requests,
    ...(found.state === 'open' ? { mine: await myAnswer(core, found, byCase, undefined) } : {}),
    contacts: [...contactsThatCount({ disputed: found.disputed, bothLost: found.otherHalf?.bothLost === true })],
    ...(found.codeReady && approvedBy(found, viewer.me.account.id) ? { codeReady: true } : {}),
    evidence: await evidencePart(core, found, history),
    ...desk,
    anyBrowser: found.state === 'open' && (await mayBeAnyBrowser(core, db, { account, flags: desk.flags.length })),
    history,
    earlier: await earlierCases(core, db, found),
    answers: await answersPart(core, found),
    ...(await suspensionPart(core, found)),
    mayAnswer: whyNot === undefined,
    ...(whyNot === undefined ? {} : { whyNot }),
    ...(paused === undefined ? {} : { pausedUntil: paused }),
    now,
  }
}

/** As it is now; of a case that is over, as whoever decided it last saw it. */
async function evidencePart(core: Core, found: CaseState, history: CaseEvent[]): Promise<Static<typeof CaseView>['evidence']> {
  const seen = history.findLast((one) => one.evidence)?.evidence
  if (found.state !== 'open' && seen) return seen
  const since = found.requests[0]?.created_at ?? found.case.opened_at
  return await evidenceOfAccount(core, core.db, { account: found.account, since, told: found.requests.length > 0 })
}

async function suspensionPart(core: Core, { suspension }: CaseState): Promise<Pick<Static<typeof CaseView>, 'suspension'>> {
  if (!suspension) return {}
  const browsers =
    suspension.scope === 'any-browser'
      ? { browsers: { in: (await suspensionBrowsers(core.db, suspension.id)).length, most: mostBrowsers } }
      : {}
  return {
    suspension: {
      id: suspension.id,
      scope: suspension.scope,
      startsAt: suspension.starts_at,
      endsAt: suspension.ends_at,
      ...(suspension.claimed_at === null ? {} : { claimedAt: suspension.claimed_at }),
      ...(suspension.ended_at === null ? {} : { endedAt: suspension.ended_at }),
      ...browsers,
    },
  }
}

const approvedBy = (found: CaseState, viewer: string): boolean =>
  found.answers.some((row) => row.approver_id === viewer && row.decision === 'approved' && row.ended_at === null)

function closing({ case: one, state }: CaseState): { closedReason?: string } {
  if (state === 'ended' && one.closed_reason === null) return { closedReason: 'expired' }
  if (one.closed_reason === null) return {}
  return { closedReason: one.closed_reason === 'waits' ? 'approved' : one.closed_reason }
}

async function accountPart(core: Core, { account }: CaseState, viewer: string): Promise<Static<typeof CaseView>['account']> {
  const now = core.clock.now()
  const manager = await managerOnRecord(core, core.db, account)
  return {
    id: account.id,
    login: account.login,
    name: account.name,
    role: account.role,
    groups: (await groupsOf(core.db, account.id)).map((group) => group.name),
    emails: (await resetAddresses(core.db, account.id, now)).map((one) => one.address),
    ...(manager ? { manager: manager.name } : {}),
    ...(manager && manager.id === viewer ? { managerIsYou: true } : {}),
  }
}

async function requestPart(core: Core, found: CaseState, request: RequestRow, q: { viewer: string; history: CaseEvent[] }) {
  const now = core.clock.now()
  const seen = q.history.findLast((one) => one.request === request.id && one.requestEvidence)?.requestEvidence
  const others = found.requests.filter((one) => one.id !== request.id && isOpen(one, now)).length
  const place = (await placesOf(core, [request.ip]))(request.ip)
  const mine = found.answers.find((row) => row.answer_key === request.id && row.approver_id === q.viewer)
  const granted = found.suspension?.request_id === request.id ? found.suspension : undefined
  return {
    id: request.id,
    state: stateNow(request, granted, core.clock.now()),
    sentAt: request.created_at,
    expiresAt: request.expires_at,
    message: request.message,
    agent: request.agent,
    ip: request.ip,
    ...(place ? { place } : {}),
    knownBrowser: request.known_browser === 1,
    disputed: request.disputed === 1,
    evidence: !isOpen(request, now) && seen ? seen : await evidenceOfRequest(core, core.db, request, others),
    mine: await myAnswer(core, found, mine, request.id),
    ...agreeingFor(found, request.id),
  }
}

/** RR-5: a call to the number for SMS counts only if that was not in the lost phone. */
const smsCalled = (row: AnswerRow) => (readNote(row.contact_detail).number?.sms ? { smsNumber: true } : {})

async function myAnswer(core: Core, found: CaseState, row: AnswerRow | undefined, request: string | undefined): Promise<MyAnswer> {
  const step = stepNow(found, row, request)
  const pending =
    step === 'contact' && row?.contact_kind === 'manager' && row.manager_id ? await findAccount(core.db, row.manager_id) : undefined
  return {
    step,
    ...(row?.contact_kind && row.contact_at !== null
      ? { contact: { kind: row.contact_kind, detail: noteText(readNote(row.contact_detail)), at: row.contact_at, ...smsCalled(row) } }
      : {}),
    ...(pending ? { managerPending: { name: pending.name } } : {}),
    callerTriesLeft: Math.max(0, callerTries - (row?.caller_tries ?? 0)),
    ...(row?.decision ? { decision: row.decision } : {}),
  }
}

/** Everybody's answers, the first begun first. */
async function answersPart(core: Core, found: CaseState): Promise<Static<typeof CaseView>['answers']> {
  const answers = []
  for (const row of found.answers) {
    if (row.decision === null && row.contact_kind === null) continue
    const approver = await findAccount(core.db, row.approver_id)
    answers.push({
      name: approver?.name ?? '',
      decision: row.decision ?? 'open',
      at: row.decided_at ?? row.contact_at ?? row.started_at,
      ...(row.contact_kind ? { contact: row.contact_kind } : {}),
      ...(row.note ? { note: row.note } : {}),
      ...(row.request_id ? { request: row.request_id } : {}),
    })
  }
  return answers
}
