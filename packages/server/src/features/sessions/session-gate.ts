import type { Core } from '../../core.ts'
import { cookieName } from '../../http/cookies.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { minutes, seconds } from '../../kernel/clock.ts'
import { shippedRules } from '../policy/index.ts'
import { type FoundSession, findSession, touchSession } from './sessions.store.ts'

interface Kept {
  session: FoundSession
  readAt: number
}

const keptFor = seconds(1)
const maxKept = 50_000

/** Finds the session of a request. Kept in memory for at most a second; a change on this node is seen at once (DESIGN §4). */
export function sessionGate(core: Core): (visitor: Visitor) => Promise<CurrentSession | undefined> {
  const kept = new Map<string, Kept>()
  core.live.watch((topic) => {
    if (topic === '*') return kept.clear()
    if (!topic.startsWith('account:')) return
    const account = topic.slice('account:'.length)
    for (const [digest, entry] of kept) if (entry.session.account_id === account) kept.delete(digest)
  })

  const read = async (digest: string, now: number): Promise<FoundSession | undefined> => {
    const known = kept.get(digest)
    if (known && now - known.readAt < keptFor && now >= known.readAt) return known.session
    kept.delete(digest)
    const session = await findSession(core.db, digest)
    if (!session) return undefined
    if (kept.size >= maxKept) kept.clear()
    kept.set(digest, { session, readAt: now })
    return session
  }

  return async (visitor) => {
    const token = visitor.cookies[cookieName(core.config, 'session')]
    if (!token) return undefined
    const now = core.clock.now()
    const session = await read(core.secrets.digest('session', token), now)
    if (!session || session.ended_at !== null || session.account_state !== 'active') return undefined
    if (session.expires_at <= now || session.last_seen_at + shippedRules.sessionIdle <= now) return undefined
    if (session.last_seen_at < now - minutes(1)) {
      await touchSession(core.db, session.id, now, now - minutes(1))
      session.last_seen_at = now
    }
    return {
      id: session.id,
      accountId: session.account_id,
      browserId: session.browser_id,
      access: session.access,
      role: session.role,
      startedAs: session.started_as,
      createdAt: session.created_at,
      weakUntil: session.weak_until,
      suspensionId: session.suspension_id,
    }
  }
}
