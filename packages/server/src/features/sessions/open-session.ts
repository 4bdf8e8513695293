import type { Access } from '@sparekey/protocol/common'
import type { Core } from '../../core.ts'
import type { SignInTable } from '../../db/tables.ts'
import type { Tx } from '../../db/transaction.ts'
import { cookieLine } from '../../http/cookies.ts'
import { minutes } from '../../kernel/clock.ts'
import { newId, newToken } from '../../kernel/random.ts'
import type { Rules } from '../policy/index.ts'
import { insertEvent, insertSession } from './sessions.store.ts'

/** Makes the session of a sign-in that was finished. Called by `sign-in/finish` alone: the one door (DESIGN §2).
 * @param q.until it ends then at the latest
 * @returns its Set-Cookie line */
export async function openSession(
  core: Core,
  tx: Tx,
  signIn: SignInTable,
  q: { access: Access; rules: Rules; grants: boolean; claimed?: { suspension: string; endsAt: number }; until?: number },
): Promise<{ id: string; cookie: string }> {
  const now = core.clock.now()
  const id = newId(core.random, 'ses')
  const token = newToken(core.random)
  await insertSession(tx, {
    id,
    digest: core.secrets.digest('session', token),
    account_id: signIn.account_id,
    browser_id: signIn.browser_id,
    sign_in_id: signIn.id,
    access: q.access,
    started_as: signIn.started_as,
    suspension_id: q.claimed?.suspension ?? null,
    method: signIn.method,
    weak_until: signIn.weak_until,
    ip: signIn.ip,
    agent: signIn.agent,
    created_at: now,
    last_seen_at: now,
    // RR-9: at the suspension's end its session ends.
    expires_at: Math.min(now + q.rules.sessionLife, q.claimed?.endsAt ?? q.until ?? Number.MAX_SAFE_INTEGER),
    ended_at: null,
    ended_reason: null,
  })
  await addEvent(core, tx, signIn, { session: id, act: 'sign-in', params: '*', life: 0 })
  if (q.grants) {
    // SI-16: in its first 15 minutes, and in this session only, the code or SMS is also the fresh confirmation for one phone and one set.
    for (const act of ['add-device', 'create-codes']) await addEvent(core, tx, signIn, { session: id, act, params: '*', life: minutes(15) })
  }
  return { id, cookie: cookieLine(core.config, 'session', token) }
}

/** What a confirmed sign-in adds to a session: how it was made, or a fresh confirmation that one act may use up.
 * @param q.life ms in which it can be used; 0 for a mere record */
export async function addEvent(
  core: Core,
  tx: Tx,
  signIn: SignInTable,
  q: { session: string; act: string; params: string; life: number },
): Promise<void> {
  const now = core.clock.now()
  await insertEvent(tx, {
    id: newId(core.random, 'evt'),
    session_id: q.session,
    sign_in_id: signIn.id,
    act: q.act,
    act_params: q.params,
    method: signIn.method,
    device_id: signIn.device_id,
    weak_until: signIn.weak_until,
    at: now,
    expires_at: now + q.life,
    spent_at: null,
  })
}
