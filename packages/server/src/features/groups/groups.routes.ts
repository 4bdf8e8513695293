import { Group, Groups, NewGroup } from '@sparekey/protocol/console'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { createGroup } from './create-group.ts'
import { listGroups } from './groups.store.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

export function registerGroupRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'GET',
    url: '/api/console/groups',
    summary: 'All groups, with how many people are in them',
    access: administrators,
    answer: Groups,
    handle: async () => ({ groups: await listGroups(core.db) }),
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
}
