import { SessionsView } from '@sparekey/protocol/account'
import { IdParams, Ok } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { inTransaction, type Tx } from '../../db/transaction.ts'
import { cookieLine } from '../../http/cookies.ts'
import type { CurrentSession, Routes } from '../../http/route.ts'
import { placesOf } from '../../http/visitor.ts'
import { refused } from '../../kernel/outcome.ts'
import { record } from '../audit/index.ts'
import { listKnown, voidBrowser } from '../browsers/index.ts'
import { endSession } from './end-sessions.ts'
import { openSessions } from './list-sessions.ts'

const anySession = { session: ['full', 'one-factor', 'set-up'] } as const
const ownPages = { session: ['full', 'one-factor'] } as const

/** Sessions and known browsers of the signed-in person (AU-2), and leaving (SI-12).
 * @param forgetRemembered what else a browser that is forgotten loses (SI-13) */
export function registerSessionRoutes(
  routes: Routes,
  core: Core,
  forgetRemembered: (core: Core, tx: Tx, q: { account: string; browser: string }) => Promise<void>,
): void {
  routes.route({
    method: 'POST',
    url: '/api/session/log-out',
    summary: 'Ends this session',
    access: anySession,
    answer: Ok,
    handle: async ({ session, reply }) => {
      await inTransaction(core.db, (tx) => endSession(core, tx, { account: session.accountId, session: session.id, reason: 'logged-out' }))
      reply.header('set-cookie', cookieLine(core.config, 'session', '', 0))
      return { ok: true as const }
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/session/log-out-everywhere',
    summary: 'Ends every session of the account, its unfinished sign-ins and known browsers',
    access: ownPages,
    answer: Ok,
    handle: async ({ session, reply, visitor }) => {
      await inTransaction(core.db, async (tx) => {
        await core.ends(tx, session.accountId, 'logged-out-everywhere', {})
        await record(core, tx, { act: 'logged_out_everywhere', ...byOwner(session, visitor.ip) })
      })
      reply.header('set-cookie', cookieLine(core.config, 'session', '', 0))
      return { ok: true as const }
    },
  })
  routes.route({
    method: 'GET',
    url: '/api/account/sessions',
    summary: 'Open sessions and known browsers',
    access: ownPages,
    answer: SessionsView,
    handle: ({ session }) => view(core, session),
  })
  routes.route({
    method: 'POST',
    url: '/api/account/sessions/:id/end',
    summary: 'Ends one session',
    access: ownPages,
    params: IdParams,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      const ended = await inTransaction(core.db, async (tx) => {
        const won = await endSession(core, tx, { account: session.accountId, session: params.id, reason: 'ended-by-owner' })
        if (won) await record(core, tx, { act: 'session_ended', detail: { session: params.id }, ...byOwner(session, visitor.ip) })
        return won
      })
      return ended ? { ok: true as const } : refused('not_found')
    },
  })
  routes.route({
    method: 'POST',
    url: '/api/account/browsers/:id/forget',
    summary: 'A browser is no longer known',
    access: ownPages,
    params: IdParams,
    answer: Ok,
    handle: async ({ session, params, visitor }) => {
      return await inTransaction(core.db, async (tx) => {
        // What nobody forgot is not written down as forgotten.
        if (!(await voidBrowser(core, tx, session.accountId, params.id))) return refused('not_found')
        await forgetRemembered(core, tx, { account: session.accountId, browser: params.id })
        await record(core, tx, { act: 'browser_forgotten', detail: { browser: params.id }, ...byOwner(session, visitor.ip) })
        return { ok: true as const }
      })
    },
  })
}

const byOwner = (session: CurrentSession, ip: string) => ({
  actor: { kind: 'account' as const, id: session.accountId },
  account: session.accountId,
  from: { ip, session: session.id, browser: session.browserId },
})

async function view(core: Core, current: CurrentSession) {
  const sessions = await openSessions(core, current.accountId)
  const browsers = await listKnown(core.db, current.accountId, core.clock.now())
  const placeOf = await placesOf(
    core,
    sessions.map((one) => one.ip),
  )
  return {
    sessions: sessions.map((one) => {
      const place = placeOf(one.ip)
      return {
        id: one.id,
        current: one.id === current.id,
        access: one.access,
        ...(one.method ? { method: one.method } : {}),
        agent: one.agent,
        ip: one.ip,
        ...(place ? { place } : {}),
        createdAt: one.created_at,
        lastSeenAt: one.last_seen_at,
      }
    }),
    browsers: browsers.map((one) => ({
      id: one.id,
      current: one.id === current.browserId,
      agent: one.agent,
      knownSince: one.known_since,
      knownUntil: one.known_until,
      lastSeenAt: one.last_seen_at,
    })),
  }
}
