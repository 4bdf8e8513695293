import type { Core } from '../../core.ts'
import { getAccount } from '../accounts/index.ts'
import { rulesFor } from '../policy/index.ts'
import { listOpen } from './sessions.store.ts'

/** The sessions of an account that would be let in now, the latest first. */
/** The sessions that are open by the rules of this moment. */
export async function openSessions(core: Pick<Core, 'db' | 'clock'>, account: string) {
  const now = core.clock.now()
  const { sessionIdle, sessionLife } = await rulesFor(core.db, await getAccount(core.db, account), now)
  return await listOpen(core.db, account, { now, idleSince: now - sessionIdle, openedSince: now - sessionLife })
}
