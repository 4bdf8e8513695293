import type { Core } from '../../core.ts'
import { shippedRules } from '../policy/index.ts'
import { listOpen } from './sessions.store.ts'

/** The sessions of an account that would be let in now, the latest first. */
export function openSessions(core: Pick<Core, 'db' | 'clock'>, account: string) {
  const now = core.clock.now()
  return listOpen(core.db, account, { now, idleSince: now - shippedRules.sessionIdle })
}
