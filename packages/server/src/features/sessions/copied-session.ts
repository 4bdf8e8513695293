import type { Core } from '../../core.ts'
import { inPlainTransaction } from '../../db/transaction.ts'
import { cookieName } from '../../http/cookies.ts'
import type { Visitor } from '../../http/visitor.ts'
import { networkBlock } from '../../kernel/network-block.ts'
import { record } from '../audit/index.ts'
import { tellOwner } from '../notices/index.ts'
import { endSession } from './end-sessions.ts'
import type { FoundSession } from './sessions.store.ts'

/** Whether a session's cookie came from another browser than the one that it was made for (X-16, C-25): without that browser's own cookie,
 * which never left it, and from another network or by another kind of browser. Each alone is ordinary: people move, and browsers are
 * updated (versions are not compared); with its own cookie a browser is never taken for another. Who copies both cookies is not
 * noticed, nor who has the same kind of browser in the same network. */
export function isCopied(
  core: Pick<Core, 'config' | 'secrets'>,
  session: Pick<FoundSession, 'browser_digest' | 'ip' | 'agent'>,
  visitor: Visitor,
): boolean {
  const own = visitor.cookies[cookieName(core.config, 'browser')]
  if (own && core.secrets.digest('browser', own) === session.browser_digest) return false
  return visitor.agent !== session.agent || networkBlock(visitor.ip) !== networkBlock(session.ip)
}

/** Ends it for both: who copied it, and whose it is. The owner is told on every channel, and can say "This wasn't me". Of any number of
 * requests at once one does it. */
export async function endCopied(core: Core, session: Pick<FoundSession, 'id' | 'account_id'>, visitor: Visitor): Promise<void> {
  const account = session.account_id
  await inPlainTransaction(core.db, async (tx) => {
    if (!(await endSession(core, tx, { account, session: session.id, reason: 'copied' }))) return
    await record(core, tx, {
      act: 'session_copied',
      actor: { kind: 'service' },
      account,
      detail: { session: session.id },
      from: { ip: visitor.ip, session: session.id },
    })
    await tellOwner(core, tx, { accountId: account, kind: 'session-copied', params: { agent: visitor.agent, ip: visitor.ip } })
  })
}
