import { IdParams, Ok } from '@sparekey/protocol/common'
import { Group, Groups, NewGroup } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { createGroup } from './create-group.ts'
import { deleteGroup } from './delete-group.ts'
import { groupsView } from './groups-view.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

export function registerGroupRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/console/groups',
    summary: 'All groups, with how many people are in them, and what keeps them from being deleted',
    access: administrators,
    answer: Groups,
    handle: () => groupsView(core),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/groups',
    summary: 'Makes a group',
    access: administrators,
    body: NewGroup,
    answer: Group,
    handle: ({ session, body, visitor }) => createGroup(core, { session, name: body.name, ip: visitor.ip }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/groups/:id/delete',
    summary: 'Deletes a group without rules, mark and approvers; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    answer: Ok,
    handle: ({ session, params, visitor }) => deleteGroup(core, { session, group: params.id, ip: visitor.ip }),
  })
}
