import type { Access } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import { cookieName } from '../../http/cookies.ts'
import type { CurrentSession } from '../../http/route.ts'
import type { Visitor } from '../../http/visitor.ts'
import { minutes, seconds } from '../../kernel/clock.ts'
import { type Standing, standingOf } from '../policy/index.ts'
import { endCopied, isCopied } from './copied-session.ts'
import { type FoundSession, findSession, touchSession } from './sessions.store.ts'

interface Kept {
  session: FoundSession
  /** The rules of that moment: a stricter one acts on open sessions within a second (EN-1). */
  standing: Standing
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

  const read = async (digest: string, now: number): Promise<Kept | undefined> => {
    const known = kept.get(digest)
    if (known && now - known.readAt < keptFor && now >= known.readAt) return known
    kept.delete(digest)
    const session = await findSession(core.db, digest)
    if (!session) return undefined
    if (kept.size >= maxKept) kept.clear()
    const standing = await standingOf(core.db, { ...session, id: session.account_id }, now)
    const entry = { session, standing, readAt: now }
    kept.set(digest, entry)
    return entry
  }

  return async (visitor) => {
    const token = visitor.cookies[cookieName(core.config, 'session')]
    if (!token) return undefined
    const now = core.clock.now()
    const found = await read(core.secrets.digest('session', token), now)
    if (!found) return undefined
    const { session, standing } = found
    const { sessionLife, sessionIdle } = standing.rules
    if (session.ended_at !== null || session.account_state !== 'active') return undefined
    const expiresAt = Math.min(session.expires_at, session.created_at + sessionLife)
    if (expiresAt <= now || session.last_seen_at + sessionIdle <= now) return undefined
    if (isCopied(core, session, visitor)) {
      await endCopied(core, session, visitor)
      return undefined
    }
    if (session.last_seen_at < now - minutes(1)) {
      await touchSession(core.db, session.id, now, now - minutes(1))
      session.last_seen_at = now
    }
    return {
      id: session.id,
      accountId: session.account_id,
      browserId: session.browser_id,
      access: accessNow(found, now),
      role: session.role,
      startedAs: session.started_as,
      createdAt: session.created_at,
      expiresAt,
      weakUntil: session.weak_until,
      suspensionId: session.suspension_id,
    }
  }
}

/** EN-2: after the deadline the password opens the set-up and nothing else, also in a session that was opened before it. */
function accessNow({ session, standing }: Kept, now: number): Access {
  if (session.access !== 'one-factor' || session.suspension_id !== null || session.two_factor_since !== null) return session.access
  return standing.deadline !== undefined && standing.deadline <= now ? 'set-up' : 'one-factor'
}
