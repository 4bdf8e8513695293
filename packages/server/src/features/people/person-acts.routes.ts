import { IdParams, Ok } from '@sparekey/protocol/common'
import { ChangeContactNumber, ChangeGroups, ChangeManager, ChangeRole, HandedLink } from '@sparekey/protocol/console'
import { ChangeAnswersFor, ExtendDeadline } from '@sparekey/protocol/policy'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Refused } from '../../kernel/outcome.ts'
import type { Method } from '../confirmation/index.ts'
import type { PersonAct } from './act-on-person.ts'
import { changeAnswersFor } from './change-answers-for.ts'
import { changeGroups } from './change-groups.ts'
import { changeRole } from './change-role.ts'
import { changeContactNumber, changeManager } from './contact-data.ts'
import { deleteAccount, disableAccount, enableAccount } from './disable-account.ts'
import { extendDeadline } from './extend-deadline.ts'
import { allowTypedMethods, logOutPerson, makeResetLink } from './help-person.ts'
import { turnOnTwoFactor } from './turn-on.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

type Act = (core: Core, q: PersonAct) => Promise<{ ok: true } | Refused>

/** The acts that take nothing but the person, by their name in the address. */
const plainActs: [name: string, summary: string, act: Act][] = [
  ['disable', 'Disables an account; needs a fresh confirmation', disableAccount],
  ['enable', 'Enables a disabled account; needs a fresh confirmation', enableAccount],
  ['delete', 'Deletes an account; needs a fresh confirmation', deleteAccount],
  ['allow-typed-methods', 'Allows codes again after too many wrong ones; needs a fresh confirmation', allowTypedMethods],
  ['turn-on', 'Ends the suspension of two-factor authentication; needs a fresh confirmation', turnOnTwoFactor],
  ['log-out', 'Ends every session, sign-in and known browser', logOutPerson],
]

/** @param methods all that could confirm */
export function registerPersonActs(routes: Routes, core: Core, methods: readonly Method[]): void {
  for (const [name, summary, act] of plainActs)
    routes.route({
      method: 'POST',
      url: `/api/console/people/:id/${name}`,
      summary,
      access: administrators,
      params: IdParams,
      answer: Ok,
      handle: ({ session, params, visitor }) => act(core, { session, account: params.id, ip: visitor.ip }),
    })
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/role',
    summary: 'Changes a role; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    body: ChangeRole,
    answer: Ok,
    handle: ({ session, params, body, visitor }) =>
      changeRole(core, methods, { session, account: params.id, ip: visitor.ip, role: body.role }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/groups',
    summary: 'Puts a person into exactly these groups',
    access: administrators,
    params: IdParams,
    body: ChangeGroups,
    answer: Ok,
    handle: ({ session, params, body, visitor }) =>
      changeGroups(core, methods, { session, account: params.id, ip: visitor.ip, groups: body.groups }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/reset-link',
    summary: 'Makes a link for a new password; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    answer: HandedLink,
    handle: ({ session, params, visitor }) => makeResetLink(core, { session, account: params.id, ip: visitor.ip }),
  })
  registerContactData(routes, core)
  registerRulesOfPerson(routes, core)
}

/** What the rules mean for one person (EN-2, RR-6). */
function registerRulesOfPerson(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/deadline',
    summary: 'Extends the deadline of one member, with a reason; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    body: ExtendDeadline,
    answer: Ok,
    handle: ({ session, params, body, visitor }) => extendDeadline(core, { session, account: params.id, ip: visitor.ip, ...body }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/answers-for',
    summary: 'Makes an approver answer for a group, or no longer; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    body: ChangeAnswersFor,
    answer: Ok,
    handle: ({ session, params, body, visitor }) => changeAnswersFor(core, { session, account: params.id, ip: visitor.ip, ...body }),
  })
}

/** What call backs and managers' words rest on (EN-6, RR-5). */
function registerContactData(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/manager',
    summary: 'Names the manager on record, or nobody; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    body: ChangeManager,
    answer: Ok,
    handle: ({ session, params, body, visitor }) =>
      changeManager(core, { session, account: params.id, ip: visitor.ip, manager: body.manager }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/people/:id/contact-number',
    summary: 'Sets the number for call backs, or takes it off the record; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    body: ChangeContactNumber,
    answer: Ok,
    handle: ({ session, params, body, visitor }) =>
      changeContactNumber(core, { session, account: params.id, ip: visitor.ip, number: body.number }),
  })
}
