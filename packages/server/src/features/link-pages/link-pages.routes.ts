import { LinkView, LookAtLink } from '@sparekey/protocol/account'
import type { Core } from '../../core.ts'
import type { Routes } from '../../http/route.ts'
import { lookAtLink } from './look-at-link.ts'

/** The link pages' first question. What a link then does belongs to the feature that made it. */
export function registerLinkPageRoutes(routes: Routes, core: Core): void {
  routes.route({
    method: 'POST',
    url: '/api/links/look',
    summary: 'What a link would do',
    access: 'public',
    body: LookAtLink,
    answer: LinkView,
    handle: ({ body }) => lookAtLink(core, body),
  })
}
