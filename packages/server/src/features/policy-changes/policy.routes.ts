import { IdParams, Ok } from '@sparekey/protocol/common'
import { PolicyDraft, PolicyPreview, PolicyView, SavePolicy } from '@sparekey/protocol/policy'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import type { Method } from '../confirmation/index.ts'
import { policyView } from './policy-view.ts'
import { previewPolicy } from './preview-policy.ts'
import { savePolicy } from './save-policy.ts'
import { stopChange } from './stop-change.ts'

const administrators = { session: ['full'], role: ['admin'] } as const

/** The rules of everyone and of each group (EN-1).
 * @param methods all that could confirm */
export function registerPolicyRoutes(routes: Routes, core: Core, methods: readonly Method[]): void {
  routes.route({
    method: 'GET',
    url: '/api/console/policy',
    summary: 'The rules of everyone and of each group, and what waits',
    access: administrators,
    answer: PolicyView,
    handle: () => policyView(core),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/policy/preview',
    summary: 'Whom a change of the rules would hit; changes nothing',
    access: administrators,
    body: PolicyDraft,
    answer: PolicyPreview,
    handle: ({ body }) => previewPolicy(core, core.db, methods, body),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/policy',
    summary: 'Saves a change as it was previewed; needs a fresh confirmation',
    access: administrators,
    body: SavePolicy,
    answer: Ok,
    handle: ({ session, body, visitor }) => savePolicy(core, methods, { session, ip: visitor.ip, draft: body }),
  })
  routes.route({
    method: 'POST',
    url: '/api/console/policy/changes/:id/stop',
    summary: 'Stops a change that waits; needs a fresh confirmation',
    access: administrators,
    params: IdParams,
    answer: Ok,
    handle: ({ session, params, visitor }) => stopChange(core, { session, ip: visitor.ip, change: params.id }),
  })
}
