import type { Core, End } from '../../core.ts'
import { endSetUp } from './open-set-up.ts'
import { findOpen } from './set-up.store.ts'

/** What ends the sessions of an account ends its unfinished set-up, but not one of the session spared. */
export const endSetUps =
  (core: Pick<Core, 'clock' | 'live'>): End =>
  async (tx, account, act, spared) => {
    if (act === 'device-removed') return
    const open = await findOpen(tx, account)
    if (open && open.session_id !== spared.session) await endSetUp(core, tx, open)
  }
