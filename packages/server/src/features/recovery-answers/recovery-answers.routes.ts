import {
  AccountStep,
  Approved,
  ApproveStep,
  CallerCodeStep,
  CaseLines,
  CaseView,
  ContactStep,
  DeclineStep,
  OpenedCase,
} from '@sparekey/protocol/cases'
import { IdParams, Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { approveRecovery } from './approve-recovery.ts'
import { caseList } from './case-list.ts'
import { caseView } from './case-view.ts'
import { checkCallerCode } from './check-caller-code.ts'
import { declineRecovery } from './decline-recovery.ts'
import { openDeskCase } from './open-desk-case.ts'
import { showAccessCode } from './show-access-code.ts'
import { compareAccount, makeContact } from './take-steps.ts'

/** Those who may answer somebody. Which case is theirs is decided for each (RR-6). */
const answering = { session: ['full'], role: ['admin', 'approver'] } as const
const ok = { ok: true } as const

/** Cases, for those who answer them (RR-4 to RR-8). */
export function registerRecoveryAnswerRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/console/cases',
    summary: 'Open cases first, then those of the last 30 days',
    access: answering,
    answer: CaseLines,
    handle: ({ session }) => caseList(core, session),
  })
  routes.stream({
    url: '/api/console/events',
    summary: 'Says when to look at the console again',
    access: answering,
    listen: async ({ session }, send) => ({ owner: session.id, stop: core.live.subscribe('console', send) }),
  })
  routes.route({
    method: 'GET',
    url: '/api/console/cases/:id',
    summary: 'One case: evidence, contact data of 7 days ago, and where the answers stand',
    access: answering,
    params: IdParams,
    answer: CaseView,
    handle: ({ session, params, visitor }) => caseView(core, { session, ip: visitor.ip, case: params.id }),
  })
  registerSteps(routes, core)
  registerDecisions(routes, core)
  for (const [name, kind, summary] of [
    ['two-factor', 'desk', 'Opens a case without a request, or names the open one'],
    ['password-code', 'password', 'Opens a case for a new password by access code, or names the open one'],
  ] as const)
    routes.route({
      method: 'POST',
      url: `/api/console/people/:id/${name}`,
      summary,
      access: answering,
      params: IdParams,
      answer: OpenedCase,
      handle: ({ session, params, visitor }) => openDeskCase(core, { session, account: params.id, kind, ip: visitor.ip }),
    })
}

/** Steps 1 to 3 of RR-5. */
function registerSteps(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/console/cases/:id/contact',
    summary: 'Step 1: the contact that this approver started',
    access: answering,
    params: IdParams,
    body: ContactStep,
    answer: Ok,
    handle: async ({ session, params, body, visitor }) => {
      const made = await makeContact(core, { session, case: params.id, given: body, ip: visitor.ip })
      return made.ok ? ok : made
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/console/cases/:id/account',
    summary: 'Step 2: whether what the person said agrees',
    access: answering,
    params: IdParams,
    body: AccountStep,
    answer: Ok,
    handle: async ({ session, params, body, visitor }) => {
      const compared = await compareAccount(core, { session, case: params.id, given: body, ip: visitor.ip })
      return compared.ok ? ok : compared
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/console/cases/:id/caller-code',
    summary: 'Step 3: the code that the person reads from their screen',
    access: answering,
    params: IdParams,
    body: CallerCodeStep,
    answer: Ok,
    handle: async ({ session, params, body, visitor }) => {
      const to = { case: params.id, request: body.request }
      const checked = await checkCallerCode(core, { session, to, typed: body.code, ip: visitor.ip })
      return checked.ok ? ok : checked
    },
  })
}

/** Step 4, a decline, and the access code after RR-6's wait. */
function registerDecisions(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/console/cases/:id/approve',
    summary: 'Step 4: approves; needs a fresh confirmation of exactly this approval',
    access: answering,
    params: IdParams,
    body: ApproveStep,
    answer: Approved,
    handle: ({ session, params, body, visitor }) => approveRecovery(core, { session, case: params.id, given: body, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/cases/:id/decline',
    summary: 'Declines a request, a case, or what was approved and waits',
    access: answering,
    params: IdParams,
    body: DeclineStep,
    answer: Ok,
    handle: async ({ session, params, body, visitor }) => {
      const to = { case: params.id, request: body.request }
      const declined = await declineRecovery(core, { session, to, reason: body.reason, ip: visitor.ip })
      return declined.ok ? ok : declined
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/console/cases/:id/access-code',
    summary: 'Makes and shows the access code after the wait, once; needs a fresh confirmation',
    access: answering,
    params: IdParams,
    answer: Approved,
    handle: ({ session, params, visitor }) => showAccessCode(core, { session, case: params.id, ip: visitor.ip }),
  })
}
